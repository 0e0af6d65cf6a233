// The store on RocksDB: what serves in production. Format: docs/formats/key_layout.md
//
// The data lie in DIR/store; DIR/anchor holds the last groups and says where the log ends. One
// process may write; any number may read beside it, each seeing the store as it was when they
// opened it. Acknowledged means that the group is on the disk, twice, in the anchor; what RocksDB's
// own log lost of it is written again at the next start, and where that is not possible the store
// is refused, unchanged. After any storage error the store is poisoned: the outcome of the failed
// append is unknown, this object never appends again and keeps its lock until the process ends;
// opening the store in a new process settles what is there.
#pragma once

#include <filesystem>
#include <memory>

#include "engine/port/store.h"

#include "adapters/rocksdb/machine.h"

namespace dunghan {

class RocksStore final : public Store {
 public:
    enum class Mode : std::uint8_t {
        read_write,  // an existing store, alone
        create,      // the same; makes an empty store where there is none
        read_only,   // beside a writer or not; changes nothing on the disk
        scratch,     // a new store without write-ahead log or sync, removed when closed: for
                     // rebuilding views beside the live ones. NOT durable
    };

    // What was done at the start to bring back what the machine had not kept.
    struct Recovery {
        bool tail_discarded = false;      // RocksDB's log was damaged behind `log_end`
        Position log_end;                 // where RocksDB's log ended
        std::uint64_t written_again = 0;  // records after that, from the anchor
        bool loss_accepted = false;       // Machine::accepted was what is lost: record it
    };

    // Errors: not_found (no store there), refused (another process writes to it; written by a
    // newer release; scratch where something is already), corruption (acknowledged positions are
    // lost, log and tree do not agree, or octets are damaged; the directory is unchanged),
    // unavailable (the disk, or too little space is left on it; read_only: acknowledged groups are
    // in the anchor alone, which a writer must bring into the log first).
    [[nodiscard]] static Result<std::unique_ptr<RocksStore>> open(
        const std::filesystem::path& directory, Mode mode, const rocks::Machine& machine = {}
    );

    struct Migration {
        std::uint64_t from = 0;  // store formats; equal: there was nothing to do
        std::uint64_t to = 0;
    };

    // Brings the store of an earlier release to the present format, one step per format. Cut off
    // anywhere, it is begun again; until its last write, which is atomic, the records and views of
    // the earlier format stay as they are. There is no way back but a copy of the folder.
    // Errors: not_found, refused (in use; written by a newer release), corruption, unavailable.
    [[nodiscard]] static Result<Migration> migrate(
        const std::filesystem::path& directory,
        const std::function<void(std::uint64_t done, std::uint64_t all)>& progress
    );

    RocksStore(const RocksStore&) = delete;
    RocksStore& operator=(const RocksStore&) = delete;
    ~RocksStore() override;

    [[nodiscard]] Position head() const override;
    [[nodiscard]] merkle::TreeHead tree_head() const override;
    [[nodiscard]] Result<merkle::Tile> tile(const merkle::TileId& id) const override;
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

    // Of this opening; nothing was to be done when the log ends where the anchor says.
    [[nodiscard]] const Recovery& recovery() const;

    // Records as they are stored, from `from` on, until `visit` returns false. The octets are valid
    // only during the call; they are not looked into. Errors: corruption (a gap), unavailable.
    using VisitOctets = std::function<bool(Position, std::string_view)>;
    [[nodiscard]] Result<void> read_octets(Position from, const VisitOctets& visit) const;

    struct Checked {
        merkle::TreeHead head;  // computed from the records, equal to the stored one
        std::uint64_t streams = 0;
        std::uint64_t commands = 0;
        std::uint64_t rows =
            0;  // of the views; read, not judged: `replay --verify` makes them anew
    };

    // Reads every octet and compares everything that is stored twice: file and block checksums,
    // records (sound, gap-free), stream index and command receipts both ways, tree and head.
    // `visit` hears each record and may end the check with an error of its own. Takes 24 octets of
    // memory a record. Errors: corruption, with the first fault, its file or its position;
    // unavailable.
    using CheckRecord = std::function<Result<void>(const Record&)>;
    [[nodiscard]] Result<Checked> check(const CheckRecord& visit) const;

    // Whether it may append. Error: unavailable, when a storage error ended that or the disk is
    // full; the same that append() would give.
    [[nodiscard]] Result<void> health() const;

    // Octets of all its files, as the file system counts them.
    [[nodiscard]] std::uint64_t disk_octets() const;

    struct Inside;  // RocksDB's headers stay out of this one

 private:
    explicit RocksStore(std::unique_ptr<Inside> inside);

    std::unique_ptr<Inside> inside_;
};

}  // namespace dunghan
