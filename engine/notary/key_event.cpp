#include "engine/notary/key_event.h"

namespace dunghan::notary {
namespace {

// {"endorsement":"…","key":"…"}: both texts need no escape but that of the line end.
constexpr std::string_view opening = R"({"endorsement":")";
constexpr std::string_view between = R"(","key":")";
constexpr std::string_view closing = R"("})";

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool line_end = text.substr(i, 2) == "\\n";
        out += line_end ? '\n' : text[i];
        i += line_end ? 1 : 0;
    }
    return out;
}

}  // namespace

std::string added_text(const VerifierKey& key) {
    return "dunghan log key added\n" + to_text(key) + "\n";
}

std::string retired_text(const VerifierKey& key) {
    return "dunghan log key retired\n" + to_text(key) + "\n";
}

std::optional<VerifierKey> endorsed_key(
    std::string_view payload, const std::vector<VerifierKey>& trusted
) {
    const std::size_t middle = payload.find(between);
    if (!payload.starts_with(opening) || middle == payload.npos || !payload.ends_with(closing)) {
        return std::nullopt;
    }
    const std::size_t begin = middle + between.size();
    const auto key =
        parse_verifier_key(payload.substr(begin, payload.size() - closing.size() - begin));
    const auto note =
        parse_note(unescaped(payload.substr(opening.size(), middle - opening.size())));
    const bool about_it = key && note && note->text == added_text(*key);
    return about_it && signers(*note, trusted) ? std::optional(*key) : std::nullopt;
}

}  // namespace dunghan::notary
