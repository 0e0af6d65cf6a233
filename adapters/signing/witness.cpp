#include "adapters/signing/witness.h"

#include "adapters/disk/file.h"

namespace dunghan::signing {
namespace {

// A note has at most 64 KiB; before the last one stands an empty line.
constexpr std::size_t end_octets = (std::size_t{64} << 10U) + 2;
constexpr unsigned everybody_may_read = 0644;

// Checkpoints are separated by an empty line, and have one inside: the last two parts.
std::string_view last_note(std::string_view text) {
    const std::size_t signatures = text.rfind("\n\n");
    const std::size_t before =
        signatures == text.npos || signatures == 0 ? text.npos : text.rfind("\n\n", signatures - 1);
    return before == text.npos ? text : text.substr(before + 2);
}

}  // namespace

Result<std::optional<notary::SignedCheckpoint>> last_witnessed(const std::filesystem::path& file) {
    const auto text = disk::find_end_of_file(file, end_octets);
    if (!text) {
        return tl::unexpected(text.error());
    }
    if (!*text || (*text)->empty()) {
        return std::nullopt;
    }
    auto checkpoint = notary::parse_checkpoint(last_note(**text));
    if (!checkpoint) {
        return fail(
            ErrorCode::invalid,
            "Expected " + file.string() + " to end with a whole checkpoint, but it does not (" +
                checkpoint.error().detail +
                "); if a failing disk cut the last one, take the cut lines out"
        );
    }
    return std::optional(std::move(*checkpoint));
}

Result<void> witness(
    const std::filesystem::path& file, const notary::SignedCheckpoint& checkpoint
) {
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    const bool first = error || size == 0;
    return disk::append_to_file(
        file, (first ? "" : "\n") + to_text(checkpoint.note), everybody_may_read
    );
}

}  // namespace dunghan::signing
