// The directory as operators write it: config/directory.yaml -> DirectoryPublished.
#pragma once

#include <string_view>

#include "engine/base/result.h"
#include "engine/directory/directory.h"

namespace dunghan {

// `file` is the name in messages. Names come out in NFC. Ids are unique over agencies and groups;
// every member of a group is an agency of the file; an e-mail address has the form of
// engine/directory/mail_address.h or is left out (the coordinator gets the mail then).
// Errors: invalid and limit_exceeded, as "file:line:column: Expected …, but …". Never throws.
[[nodiscard]] Result<DirectoryPublished> read_directory(
    std::string_view yaml, std::string_view file
);

}  // namespace dunghan
