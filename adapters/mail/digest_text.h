// A digest in words: subject, text and HTML. Both parts tell the same tasks in the same words; the
// text part is complete by itself. Format: docs/formats/digest.md; templates: config/templates
#pragma once

#include <string>

#include "engine/base/result.h"
#include "engine/reminder/event.h"

namespace dunghan::mail {

struct DigestWords {
    std::string subject_tag;  // "Chuyển đổi số"; empty: none
    std::string contact;      // whom to ask, last line of the mail; empty: answer the mail
};

struct DigestText {
    std::string subject;  // one line
    std::string text;     // lines end with '\n'
    std::string html;
};

// Pure: the same digest gives the same octets. Error: invalid for a digest without items (nothing
// would be told).
[[nodiscard]] Result<DigestText> digest_text(
    const reminder::DigestIssued& digest, const DigestWords& words
);

}  // namespace dunghan::mail
