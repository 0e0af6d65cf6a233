// A digest's items by what they ask for: late, not sent, due soon, silent, held by a group.
#pragma once

#include <string>
#include <vector>

#include "adapters/mail/words.h"

namespace dunghan::mail {

struct Section {
    std::string name;         // "nhiệm vụ trễ hạn"
    std::vector<Line> lines;  // in the digest's order; never empty
};

// In the order of the subject line; every item stands in exactly one.
[[nodiscard]] std::vector<Section> sections_of(const reminder::DigestIssued& digest);

// "01 nhiệm vụ trễ hạn, 01 hồ sơ cấp độ trễ hạn".
[[nodiscard]] std::string counts_of(
    const reminder::DigestIssued& digest, const std::vector<Section>& sections
);

}  // namespace dunghan::mail
