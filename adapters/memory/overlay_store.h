// A store on top of another one that is only read: what is appended stays in memory and ends with
// this object. For what would happen, never for what happened.
//
// Keeps every promise of engine/port/store.h; "durable" means "in this object". Memory: the records
// appended here (see forget()), their receipts, and the rows they changed; nothing of the base. Not
// for use from several threads.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "engine/port/store.h"

namespace dunghan {

class OverlayStore final : public Store {
 public:
    // `base` must outlive it and stay as it is. Errors: those of the base.
    [[nodiscard]] static Result<OverlayStore> over(const Store& base);

    [[nodiscard]] Position head() const override;
    [[nodiscard]] merkle::TreeHead tree_head() const override;
    [[nodiscard]] Result<merkle::Tile> tile(const merkle::TileId& id) const override;
    // Errors: conflict; those of the base, after which nothing more can be appended.
    [[nodiscard]] Result<void> append(const Batch& batch) override;
    [[nodiscard]] Result<void> read(Position from, const VisitRecord& visit) const override;
    [[nodiscard]] Result<void> read_stream(const StreamId& stream, const VisitRecord& visit)
        const override;
    [[nodiscard]] Result<std::optional<CommandReceipt>> find_command(const CommandId& id
    ) const override;
    [[nodiscard]] Result<std::optional<std::string>> get(View view, std::string_view key)
        const override;
    [[nodiscard]] Result<void> scan(
        View view, std::string_view from, std::string_view to, const VisitRow& visit
    ) const override;

    // Lets go of the records appended here so far, and of their receipts: a long run then takes the
    // memory of the rows it changes, not of its history. From here on reading one of them, or a
    // stream that has one, is an error (unavailable), and their commands are not found.
    void forget();

 private:
    OverlayStore(const Store& base, merkle::Edge edge)
        : base_(&base), base_head_(base.head()), kept_from_(base_head_), edge_(std::move(edge)) {}

    struct TextHash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    struct Rows {
        std::map<std::string, std::string, std::less<>> own;                // put here
        std::unordered_set<std::string, TextHash, std::equal_to<>> hidden;  // of the base, removed
        // Every row of the base before this key is hidden: a due index is emptied from its front,
        // and nobody walks over what is gone a second time.
        std::string base_from;
    };

    Result<void> change(const ViewChange& view);
    void add(const Record& record);
    [[nodiscard]] tl::unexpected<Error> forgotten() const;

    const Store* base_;
    Position base_head_;
    Position kept_from_;       // the records after it are in log_
    std::vector<Record> log_;  // position p at index p - kept_from_ - 1
    merkle::Edge edge_;
    std::map<merkle::TileId, merkle::Tile> tiles_;  // that differ from the base's
    std::map<StreamId, std::vector<Position>> streams_;
    std::map<CommandId, CommandReceipt> receipts_;
    mutable std::map<View, Rows> views_;  // mutable: base_from is found while reading
    std::optional<Error> broken_;
};

}  // namespace dunghan
