// Parts as trees. Names are compared without prefix and namespace: producers choose both.
#pragma once

#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "engine/base/result.h"

#include "adapters/documents/package.h"

namespace dunghan::documents {

using Xml = std::unique_ptr<pugi::xml_document>;

// Errors besides Package::read: invalid (no XML), refused (a DOCTYPE), limit_exceeded (too deep or
// too many tags). What comes back is at most limits::depth_max deep: recursion is safe.
[[nodiscard]] Result<Xml> read_xml(Package& package, const std::string& part);

[[nodiscard]] std::string_view local_name(const char* qualified);
[[nodiscard]] bool is(pugi::xml_node node, std::string_view name);
[[nodiscard]] pugi::xml_node child(pugi::xml_node node, std::string_view name);
[[nodiscard]] std::string_view attribute(pugi::xml_node node, std::string_view name);

// A whole number from 0 to `max`; anything else reads as `otherwise`.
[[nodiscard]] std::size_t number_or(std::string_view text, std::size_t otherwise, std::size_t max);

}  // namespace dunghan::documents
