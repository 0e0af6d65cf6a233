#include "engine/notary/key_event.h"

#include <algorithm>
#include <optional>

namespace dunghan::notary {
namespace {

constexpr std::string_view added_line = "dunghan log key added";
constexpr std::string_view retired_line = "dunghan log key retired";

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

std::string two_lines(std::string_view sentence, const VerifierKey& key) {
    return std::string(sentence) + "\n" + to_text(key) + "\n";
}

// What a payload says: of which key, and who vouches for it, as far as anybody does.
struct Said {
    VerifierKey key;
    std::optional<SignedNote> note;

    [[nodiscard]] bool is_vouched(
        std::string_view sentence, const std::vector<VerifierKey>& trusted
    ) const {
        return note && note->text == two_lines(sentence, key) && signers(*note, trusted);
    }
};

std::optional<Said> said_in(std::string_view payload) {
    const std::size_t middle = payload.find(between);
    if (!payload.starts_with(opening) || middle == payload.npos || !payload.ends_with(closing)) {
        return std::nullopt;
    }
    const std::size_t begin = middle + between.size();
    const auto key =
        parse_verifier_key(payload.substr(begin, payload.size() - closing.size() - begin));
    auto note = parse_note(unescaped(payload.substr(opening.size(), middle - opening.size())));
    if (!key) {
        return std::nullopt;
    }
    return Said{*key, note ? std::optional(std::move(*note)) : std::nullopt};
}

}  // namespace

std::string added_text(const VerifierKey& key) {
    return two_lines(added_line, key);
}

std::string retired_text(const VerifierKey& key) {
    return two_lines(retired_line, key);
}

bool tells_of_retirement(std::string_view payload) {
    return payload.starts_with(std::string(opening) + std::string(retired_line) + "\\n");
}

std::vector<VerifierKey> speaking_at(const std::vector<TermedKey>& keys, std::uint64_t size) {
    std::vector<VerifierKey> speaking;
    for (const TermedKey& termed : keys) {
        if (size <= termed.until) {
            speaking.push_back(termed.key);
        }
    }
    return speaking;
}

void KeyChain::take(const Envelope& record) {
    if (record.type == key_added_type) {
        add(record.payload, record.position);
    } else if (record.type == key_retired_type) {
        retire(record.payload, record.position);
    }
}

void KeyChain::add(std::string_view payload, std::uint64_t position) {
    const auto said = said_in(payload);
    if (said && std::ranges::count(keys_, said->key, &TermedKey::key) == 0 &&
        (adds_ == Adds::any || said->is_vouched(added_line, at(position)))) {
        keys_.push_back({said->key});
    }
}

void KeyChain::retire(std::string_view payload, std::uint64_t position) {
    const auto said = said_in(payload);
    const auto retired = said ? std::ranges::find(keys_, said->key, &TermedKey::key) : keys_.end();
    if (retired == keys_.end()) {
        return;
    }
    std::vector<VerifierKey> others = at(position);
    std::erase(others, said->key);
    if (said->is_vouched(retired_line, others)) {
        retired->until = std::min(retired->until, position - 1);
    }
}

}  // namespace dunghan::notary
