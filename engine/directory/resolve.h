// Printed names -> parties. Names hold commas ("Các sở, ban, ngành"), so the directory splits a
// cell, not the comma: at each place the longest known name wins.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/directory/directory.h"

namespace dunghan {

// Built once per directory version; lookups compare fold()ed text.
class NameIndex {
 public:
    explicit NameIndex(const Directory& directory);

    // In printed order, without repeats. A name counts between separators (, ; . - "và") or
    // beside another; each stretch that is no name becomes one `unresolved` party. Empty: none.
    [[nodiscard]] std::vector<Party> parties_in(std::string_view cell) const;

 private:
    std::map<std::string, Party, std::less<>> by_folded_name_;
};

}  // namespace dunghan
