// What the verifier says of a certificate of a due instant.
#pragma once

#include <string>
#include <string_view>

namespace dunghan::verifier {

struct CertificateReport {
    bool holds = false;
    std::string text;
};

// Reads and recomputes. `json`: {"ok":true,"what":"certificate","subject":…,"due_before":…,
// "provisional":…,"calendar":…} or {"ok":false,"faults":["Expected …, but …"]}.
[[nodiscard]] CertificateReport check_certificate(std::string_view octets, bool json);

}  // namespace dunghan::verifier
