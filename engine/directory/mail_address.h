// The form of an e-mail address that every relay on the way takes: ASCII dot-atom @ LDH domain.
#pragma once

#include <string_view>

namespace dunghan {

// At most 64 octets before the @ and 254 in all (RFC 5321, 4.5.3.1). No comments, no quoted local
// part, no address literal, nothing beyond ASCII: such addresses exist, but a relay that does not
// know SMTPUTF8 (RFC 6531) returns them, and a line end in one would be a command of its own.
[[nodiscard]] bool is_mail_address(std::string_view text);

// "khanhhoa.gov.vn": two labels or more of letters, digits and inner hyphens.
[[nodiscard]] bool is_mail_domain(std::string_view text);

}  // namespace dunghan
