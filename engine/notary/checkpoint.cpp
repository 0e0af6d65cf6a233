#include "engine/notary/checkpoint.h"

#include <charconv>

#include "engine/notary/base64.h"

namespace dunghan::notary {

std::string to_text(const Checkpoint& checkpoint) {
    return checkpoint.origin + "\n" + std::to_string(checkpoint.head.size) + "\n" +
           base64(checkpoint.head.root) + "\n";
}

std::string shown(const merkle::TreeHead& head) {
    return "size " + std::to_string(head.size) + ", root " + base64(head.root);
}

Result<std::uint64_t> parse_count(std::string_view text) {
    std::uint64_t count = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), count);
    // Written again it must be the same: no sign, no blank, no leading zero.
    if (read.ec != std::errc{} || std::to_string(count) != text) {
        return fail(
            ErrorCode::invalid,
            "Expected a decimal number, but got '" + std::string(text.substr(0, 40)) + "'"
        );
    }
    return count;
}

SignedCheckpoint sign_checkpoint(const Checkpoint& content, std::span<const SigningKey> keys) {
    return {content, sign_note(to_text(content), keys)};
}

Result<SignedCheckpoint> parse_checkpoint(std::string_view octets) {
    auto note = parse_note(octets);
    if (!note) {
        return tl::unexpected(note.error());
    }
    const std::string& text = note->text;
    const std::size_t first = text.find('\n');
    const std::size_t second = text.find('\n', first + 1);
    const auto size =
        second == text.npos
            ? Result<std::uint64_t>(fail(ErrorCode::invalid, ""))
            : parse_count(std::string_view(text).substr(first + 1, second - first - 1));
    const auto root =
        second == text.npos
            ? std::nullopt
            : hash_from_base64(std::string_view(text).substr(second + 1, text.size() - second - 2));
    if (!size || !root) {
        return fail(
            ErrorCode::invalid,
            "Expected a checkpoint of three lines (origin, size, root), but got '" +
                text.substr(0, 200) + "'"
        );
    }
    SignedCheckpoint checkpoint{{text.substr(0, first), {*size, *root}}, std::move(*note)};
    const bool empty_is_empty = *size != 0 || *root == merkle::empty_root();
    if (!is_key_name(checkpoint.content.origin) || !empty_is_empty) {
        return fail(
            ErrorCode::invalid,
            "Expected a checkpoint that names its log and a possible head, but got '" +
                text.substr(0, 200) + "'"
        );
    }
    return checkpoint;
}

}  // namespace dunghan::notary
