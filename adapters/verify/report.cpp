#include "adapters/verify/report.h"

#include <cstdio>

#include "engine/base/text.h"
#include "engine/notary/base64.h"

namespace dunghan::verifier {
namespace {

using notary::Fault;
using notary::Verdict;

// A JSON text; what a terminal or a reader could stumble over as \u00xx.
// A damaged file may hold any octets, and a fault shows them: where they are no text, each stands
// for itself.
std::string quoted(std::string_view text) {
    const bool readable = to_nfc(text).has_value();
    std::string out = "\"";
    for (const char c : text) {
        const auto octet = static_cast<unsigned char>(c);
        if (octet < 0x20 || octet == 0x7F || (octet > 0x7F && !readable)) {
            char escaped[7];
            std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(octet));
            out += escaped;
        } else {
            out += c == '"' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
        }
    }
    return out + "\"";
}

std::string record_json(const std::string& record) {
    const auto envelope = notary::read_envelope(record);
    return envelope ? ",\"position\":" + std::to_string(envelope->position) +
                          ",\"stream\":" + quoted(envelope->stream) +
                          ",\"version\":" + std::to_string(envelope->version) +
                          ",\"payload\":" + std::string(envelope->payload)
                    : "";
}

std::string json_of(const Verdict& verdict) {
    std::string keys;
    for (const notary::VerifierKey& key : verdict.signers) {
        keys += (keys.empty() ? "" : ",") + quoted(to_text(key));
    }
    const merkle::TreeHead& head = verdict.checkpoint.head;
    std::string json = "{\"ok\":true,\"what\":" + quoted(verdict.what) +
                       ",\"origin\":" + quoted(verdict.checkpoint.origin) +
                       ",\"size\":" + std::to_string(head.size) +
                       ",\"root\":" + quoted(notary::base64(head.root)) + ",\"signers\":[" + keys +
                       "],\"pinned\":" + (verdict.pinned ? "true" : "false");
    if (verdict.old) {
        json += ",\"old_size\":" + std::to_string(verdict.old->size);
    }
    return json + record_json(verdict.record) + "}\n";
}

std::string what_is_shown(const Verdict& verdict) {
    const std::string size = std::to_string(verdict.checkpoint.head.size);
    if (verdict.what == "bundle") {
        return size + " records in " + std::to_string(verdict.streams) + " streams";
    }
    if (const auto envelope = notary::read_envelope(verdict.record)) {
        return "position " + std::to_string(envelope->position) + " of " + size + ": " +
               std::string(envelope->stream) + " version " + std::to_string(envelope->version) +
               "\n  " + std::string(envelope->payload);
    }
    return verdict.what + " of " + size + " records";
}

std::string text_of(const Verdict& verdict) {
    std::string text = "verified: " + what_is_shown(verdict) + "\n  log     " +
                       verdict.checkpoint.origin + "\n  root    " +
                       notary::base64(verdict.checkpoint.head.root) + "\n";
    if (verdict.old) {
        text += "  begins with the earlier " + notary::shown(*verdict.old) + "\n";
    }
    for (const notary::VerifierKey& key : verdict.signers) {
        text += "  signed  " + to_text(key) + "\n";
    }
    if (!verdict.pinned) {
        text +=
            "  NOTE: that key was taken from the file itself. Whoever changed the file could "
            "have put in another;\n  compare it with the one its operator gave you, or give it "
            "with --key\n";
    }
    return text;
}

std::string fault_of(const Fault& fault, bool json) {
    const std::string position = std::to_string(fault.position);
    if (json) {
        return "{\"ok\":false,\"position\":" + position + ",\"fault\":" + quoted(fault.what) +
               "}\n";
    }
    return "NOT verified: " + (fault.position == 0 ? "" : "position " + position + ": ") +
           fault.what + "\n";
}

}  // namespace

std::string report(const tl::expected<Verdict, Fault>& verdict, bool json) {
    if (!verdict) {
        return fault_of(verdict.error(), json);
    }
    return json ? json_of(*verdict) : text_of(*verdict);
}

}  // namespace dunghan::verifier
