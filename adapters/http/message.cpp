#include "adapters/http/message.h"

#include <algorithm>

namespace dunghan::http {

std::string_view Request::field(std::string_view name) const {
    const auto found =
        std::ranges::find_if(fields, [&](const auto& at) { return at.first == name; });
    return found == fields.end() ? std::string_view{} : found->second;
}

}  // namespace dunghan::http
