// Checking a whole store: everything is read, and what is stored twice is compared.
#include <algorithm>
#include <cstring>
#include <limits>

#include "engine/codec/record.h"

#include "adapters/rocksdb/inside.h"
#include "adapters/rocksdb/keys.h"

namespace dunghan {
namespace {

using rocks::Family;
using rocks::view_of;

constexpr std::uint64_t tiles_every = 65'536;  // records between two comparisons of the tree

tl::unexpected<Error> broken(const std::string& expected, const std::string& found) {
    return fail(ErrorCode::corruption, "Expected " + expected + ", but " + found);
}

std::string at(std::uint64_t position) {
    return "position " + std::to_string(position);
}

// The first octets of a hash: tells texts apart in little room.
std::uint64_t mark_of(std::string_view octets) {
    const Sha256 hash = sha256(octets);
    std::uint64_t mark = 0;
    std::memcpy(&mark, hash.data(), sizeof mark);
    return mark;
}

std::uint64_t mark_of(const CommandId& id) {
    return mark_of({reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()});
}

class Check {
 public:
    Check(const RocksStore::Inside& inside, const RocksStore::CheckRecord& visit)
        : inside_(inside), visit_(visit) {}

    Result<RocksStore::Checked> run() {
        return files()
            .and_then([&] { return log(); })
            .and_then([&] { return tree_rows(); })
            .and_then([&] { return index(); })
            .and_then([&] { return receipts(); })
            .and_then([&] { return views(); })
            .map([&] { return checked_; });
    }

 private:
    // What of each record must be found again elsewhere.
    struct Seen {
        std::uint64_t index = 0;    // mark of its key in the stream index; 0: met there
        std::uint64_t command = 0;  // mark of its command id; 0: met under a receipt
        std::uint64_t version = 0;
    };

    template <class Visit>
    [[nodiscard]] Result<void> each(Family family, const Visit& visit) const {
        const std::unique_ptr<rocksdb::Iterator> row(
            inside_.database->NewIterator(rocks::long_read(), inside_.family(family))
        );
        for (row->SeekToFirst(); row->Valid(); row->Next()) {
            if (Result<void> seen = visit(view_of(row->key()), view_of(row->value())); !seen) {
                return seen;
            }
        }
        return row->status().ok() ? Result<void>{}
                                  : tl::unexpected(inside_.read_error(row->status()));
    }

    // The checksums of all files and of all blocks in them; RocksDB names file and place.
    [[nodiscard]] Result<void> files() const {
        for (const auto& check :
             {inside_.database->VerifyFileChecksums(rocksdb::ReadOptions()),
              inside_.database->VerifyChecksum()}) {
            if (!check.ok()) {
                return tl::unexpected(inside_.read_error(check));
            }
        }
        return {};
    }

    Result<void> log() {
        const auto read = each(Family::log, [&](std::string_view key, std::string_view octets) {
            const std::uint64_t position = edge_.size() + 1;
            if (rocks::number_from(key) != position) {
                return Result<void>(broken(at(position) + " in the log", "another key is there"));
            }
            const auto record = rocks::record_at({position}, octets);
            if (!record) {
                return Result<void>(tl::unexpected(record.error()));
            }
            return note(*record, octets).and_then([&] { return visit_(*record); });
        });
        return read.and_then([&] { return tiles(); }).and_then([&] { return head(); });
    }

    Result<void> note(const Record& record, std::string_view octets) {
        const Envelope& envelope = record.envelope;
        if (envelope.recorded_at < recorded_at_) {
            return broken(
                at(envelope.position.value) + " to be recorded no earlier than the one before",
                "recorded_at falls"
            );
        }
        recorded_at_ = envelope.recorded_at;
        seen_.push_back(
            {mark_of(rocks::stream_key(envelope.stream, envelope.version)),
             mark_of(envelope.command),
             envelope.version.value}
        );
        edge_.append(merkle::leaf_hash(octets));
        return edge_.size() % tiles_every == 0 ? tiles() : Result<void>{};
    }

    // What the tree had to write by now. A tile stored since then may have grown, never changed.
    Result<void> tiles() {
        for (const merkle::Tile& tile : edge_.take_changed()) {
            const auto stored = inside_.value_of(Family::tree, rocks::tile_key(tile.id));
            if (!stored) {
                return tl::unexpected(stored.error());
            }
            const auto hashes = rocks::hashes_from(stored->value_or(""));
            if (!hashes || hashes->size() < tile.hashes.size() ||
                !std::equal(tile.hashes.begin(), tile.hashes.end(), hashes->begin())) {
                return broken(
                    "tile " + std::to_string(tile.id.index) + " of level " +
                        std::to_string(tile.id.level) + " of the tree to be that of the records",
                    "it is not: records up to " + at(edge_.size()) + " or the tile were changed"
                );
            }
        }
        return {};
    }

    Result<void> head() {
        checked_.head = edge_.head();
        if (checked_.head == inside_.tree) {
            return {};
        }
        return broken(
            "the records to have the stored head (size " + std::to_string(inside_.tree.size) +
                ", root " + to_hex(inside_.tree.root) + ")",
            "they have size " + std::to_string(checked_.head.size) + ", root " +
                to_hex(checked_.head.root)
        );
    }

    // No tiles but those of this tree.
    [[nodiscard]] Result<void> tree_rows() const {
        return each(Family::tree, [&](std::string_view key, std::string_view octets) {
            const auto hashes = rocks::hashes_from(octets);
            const auto index = key.empty() ? std::nullopt : rocks::number_from(key.substr(1));
            const merkle::TileId id{
                static_cast<std::uint8_t>(key.empty() ? 0xFF : key.front()), index.value_or(0)};
            if (!index || !hashes || hashes->size() != merkle::hashes_in(id, edge_.size())) {
                return Result<void>(broken(
                    "only tiles of a tree of " + std::to_string(edge_.size()) + " records",
                    "tile " + std::to_string(id.index) + " of level " + std::to_string(id.level) +
                        " is none or has another size"
                ));
            }
            return Result<void>{};
        });
    }

    // Sorted by stream and version: each version follows the one before, and each leads to the
    // record that bears it; no record twice, and none is left over.
    Result<void> index() {
        std::string stream;
        std::uint64_t version = 0;
        const auto read = each(Family::stream, [&](std::string_view key, std::string_view value) {
            const auto position = rocks::number_from(value);
            const std::size_t name = key.size() - std::min<std::size_t>(key.size(), 9);
            const bool next = key.substr(0, name) == stream && version > 0;
            version = next ? version + 1 : 1;
            stream = key.substr(0, name);
            checked_.streams += next ? 0 : 1;
            const bool there = position && *position > 0 && *position <= seen_.size();
            if (key != rocks::stream_key({stream}, {version}) || !there ||
                seen_[*position - 1].index != mark_of(key)) {
                return Result<void>(broken(
                    "version " + std::to_string(version) + " of stream " + stream +
                        " in the index to lead to its record",
                    there ? "it leads to " + at(*position) + ", where another is"
                          : "it leads nowhere"
                ));
            }
            seen_[*position - 1].index = 0;
            return Result<void>{};
        });
        return read.and_then([&] { return all_met(&Seen::index, "the stream index"); });
    }

    Result<void> receipts() {
        const auto read = each(Family::command, [&](std::string_view key, std::string_view value) {
            CommandId id;
            if (key.size() != id.bytes.size()) {
                return Result<void>(broken("command ids of 16 octets", "a key has another size"));
            }
            std::copy(key.begin(), key.end(), id.bytes.begin());
            ++checked_.commands;
            return rocks::decode_receipt(id, value).and_then([&](const CommandReceipt& receipt) {
                return events_of(receipt);
            });
        });
        return read.and_then([&] { return all_met(&Seen::command, "the command receipts"); });
    }

    Result<void> events_of(const CommandReceipt& receipt) {
        const std::uint64_t first = receipt.first.value;
        const std::uint64_t mark = mark_of(receipt.id);
        bool right = first > 0 && receipt.count > 0 && first <= seen_.size() &&
                     receipt.count <= seen_.size() - first + 1;
        for (std::uint64_t i = 0; right && i < receipt.count; ++i) {
            Seen& seen = seen_[first - 1 + i];
            right = seen.command == mark;
            seen.command = 0;
        }
        if (right && seen_[first + receipt.count - 2].version == receipt.version.value) {
            return {};
        }
        return broken(
            "the receipt of command " + to_hex(receipt.id) + " to name its events",
            "at " + at(first) + " others are, or another version"
        );
    }

    [[nodiscard]] Result<void> all_met(std::uint64_t Seen::*mark, const std::string& where) const {
        const auto left = std::ranges::find_if(seen_, [&](const Seen& s) { return s.*mark != 0; });
        if (left == seen_.end()) {
            return {};
        }
        return broken(
            at(static_cast<std::uint64_t>(left - seen_.begin()) + 1) + " in " + where,
            "it is not there"
        );
    }

    Result<void> views() {
        return each(Family::view, [&](std::string_view, std::string_view) {
            ++checked_.rows;
            return Result<void>{};
        });
    }

    const RocksStore::Inside& inside_;
    const RocksStore::CheckRecord& visit_;
    merkle::Edge edge_;
    Instant recorded_at_{std::numeric_limits<std::int64_t>::min()};
    std::vector<Seen> seen_;  // position p at p - 1
    RocksStore::Checked checked_;
};

}  // namespace

Result<RocksStore::Checked> RocksStore::check(const CheckRecord& visit) const {
    return Check(*inside_, visit).run();
}

Result<void> RocksStore::read_octets(Position from, const VisitOctets& visit) const {
    const std::unique_ptr<rocksdb::Iterator> row(
        inside_->database->NewIterator(rocks::long_read(), inside_->family(Family::log))
    );
    Position due{std::max<std::uint64_t>(from.value, 1)};
    for (row->Seek(rocks::octets_of(due.value)); row->Valid(); row->Next(), ++due.value) {
        if (rocks::number_from(view_of(row->key())) != due.value) {
            return broken(at(due.value) + " in the log", "another key stands in its place");
        }
        if (!visit(due, view_of(row->value()))) {
            return {};
        }
    }
    return row->status().ok() ? Result<void>{} : tl::unexpected(inside_->read_error(row->status()));
}

}  // namespace dunghan
