#include "adapters/verify/certificate.h"

#include <nlohmann/json.hpp>

#include "adapters/certificate/json.h"

namespace dunghan::verifier {
namespace {

using Json = nlohmann::ordered_json;

std::string fault_text(const std::vector<std::string>& faults, bool json) {
    if (json) {
        return Json{{"ok", false}, {"faults", faults}}.dump() + "\n";
    }
    std::string text;
    for (const std::string& fault : faults) {
        text += (text.empty() ? "NOT verified: " : "              ") + fault + "\n";
    }
    return text;
}

std::string text_of(const Certificate& certificate, bool json) {
    const bool provisional = certificate.computed.provisional;
    if (json) {
        return Json{
                   {"ok", true},
                   {"what", "certificate"},
                   {"subject", certificate.subject},
                   {"due_before", to_rfc3339(certificate.due_before)},
                   {"provisional", provisional},
                   {"calendar", certificate.calendar.label}}
                   .dump() +
               "\n";
    }
    std::string text = "verified: the term of " + certificate.subject + " ends before " +
                       to_rfc3339(certificate.due_before) + "\n  rule      " +
                       certificate.rule.label +
                       (certificate.rule.basis.empty() ? "" : " (" + certificate.rule.basis + ")") +
                       "\n  calendar  " + certificate.calendar.label + "\n  zone      " +
                       certificate.zone.name + ", tzdata " + certificate.zone.tzdata + "\n";
    if (!certificate.extensions.empty()) {
        text += "  extended  computed was " + to_rfc3339(certificate.computed.due_before) + "\n";
    }
    if (provisional) {
        text += "  PROVISIONAL: it rests on a year whose notice was not known\n";
    }
    return text +
           "  NOTE: the certificate follows from its own facts. That they are those of the log, "
           "its "
           "bundle or\n  the proofs of their events show\n";
}

}  // namespace

CertificateReport check_certificate(std::string_view octets, bool json) {
    const auto certificate = read_certificate(octets);
    if (!certificate) {
        return {false, fault_text({certificate.error().detail}, json)};
    }
    const auto faults = faults_of(*certificate);
    return {
        faults.empty(), faults.empty() ? text_of(*certificate, json) : fault_text(faults, json)};
}

}  // namespace dunghan::verifier
