// A store at work on a disk that may fail: what was sent, what was acknowledged, what must be
// there.
#pragma once

#include <memory>
#include <sstream>

#include "engine/codec/record.h"

#include "tests/contract/store_under_test.h"
#include "tests/storage/fault_file_system.h"
#include "tests/storage/own_process.h"

namespace dunghan::tests {

// The record of a position is the same in every run.
inline Record record_of(std::uint64_t position) {
    Record made = record(position, "task/" + std::to_string(position % 5), (position - 1) / 5 + 1);
    const bool large = position % 41 == 0;  // more than a group in the anchor may have
    made.payload = "{\"at\":" + std::to_string(position) + ",\"note\":\"" +
                   std::string(large ? 20'000 : position * 37 % 900, 'x') + "\"}";
    return made;
}

// Groups of one to three records.
inline Batch group_after(std::uint64_t head) {
    Batch batch;
    for (std::uint64_t at = head + 1; at <= head + 1 + head % 3; ++at) {
        batch.records.push_back(record_of(at));
        batch.views.push_back(put(View::task, "row/" + std::to_string(at), "at"));
    }
    batch.receipts = {{command(static_cast<std::uint8_t>(head)), {head + 1}, 1, {1}}};
    return batch;
}

struct Scenario {
    std::size_t sessions = 3;
    std::size_t groups = 12;  // in each
    std::size_t memtable_octets = std::size_t{1} << 20U;
};

struct Tally {
    std::uint64_t sent = 0;
    std::uint64_t acknowledged = 0;
    std::uint64_t written_again = 0;  // from the anchor
    std::uint64_t calls = 0;
};

class Run {
 public:
    Run(fs::path folder,
        std::shared_ptr<FaultFileSystem> files,
        const Scenario& scenario,
        Tally& tally)
        : folder_(std::move(folder)),
          files_(std::move(files)),
          scenario_(scenario),
          tally_(tally) {}

    // Each session is a process: it ends where the store fails. Returns what was wrong.
    std::string work() {
        for (std::size_t i = 0; i < scenario_.sessions; ++i) {
            if (const auto store = open()) {
                append(**store);
            }
        }
        tally_.calls = files_->calls();
        return complaints_.str();
    }

    // After the machine is back, on a disk that works. Returns what was wrong.
    std::string check() {
        const auto store = open();
        if (!store) {
            return "did not open: " + store.error().detail;
        }
        compare(**store);
        const std::uint64_t before = (*store)->head().value;
        append(**store);
        if ((*store)->head().value <= before) {
            complain("nothing could be appended after the restart");
        }
        compare(**store);
        return complaints_.str();
    }

 private:
    Result<std::unique_ptr<RocksStore>> open() {
        rocks::Machine machine;
        machine.files = files_;
        machine.anchor_octets = std::size_t{128} * 1024;
        machine.memtable_octets = scenario_.memtable_octets;
        machine.reserve_octets = 0;
        auto store = RocksStore::open(folder_, RocksStore::Mode::create, machine);
        if (store) {
            const std::uint64_t head = (*store)->head().value;
            if (head < tally_.acknowledged || head > tally_.sent) {
                complain(
                    "opened at " + std::to_string(head) + ", acknowledged " +
                    std::to_string(tally_.acknowledged) + ", sent " + std::to_string(tally_.sent)
                );
            }
            tally_.written_again += (*store)->recovery().written_again;
            tally_.acknowledged = std::max(tally_.acknowledged, head);  // seen: it must stay
        }
        return store;
    }

    void append(Store& store) {
        bool failed = false;
        for (std::size_t i = 0; i < scenario_.groups; ++i) {
            const Batch batch = group_after(store.head().value);
            const std::uint64_t last = batch.records.back().envelope.position.value;
            tally_.sent = std::max(tally_.sent, last);
            const auto appended = store.append(batch);
            if (appended && failed) {
                complain("acknowledged after an error: " + std::to_string(last));
            }
            if (appended) {
                tally_.acknowledged = last;
            } else if (failed) {
                return;
            }
            failed = failed || !appended;
        }
    }

    void compare(const Store& store) {
        merkle::Edge edge;
        std::uint64_t at = 0;
        const auto read = store.read({1}, [&](const Record& found) {
            const Record due = record_of(++at);
            if (found != due) {
                complain("another record at " + std::to_string(at));
            }
            edge.append(merkle::leaf_hash(encode_record(due)));
            return true;
        });
        if (!read) {
            complain(read.error().detail);
        }
        if (edge.head() != store.tree_head()) {
            complain("the root is not that of the records");
        }
        for (std::uint64_t row = 1; row <= at; ++row) {
            if (store.get(View::task, "row/" + std::to_string(row)).value() != "at") {
                complain("a record without its row at " + std::to_string(row));
            }
        }
    }

    void complain(const std::string& what) { complaints_ << what << "; "; }

    fs::path folder_;
    std::shared_ptr<FaultFileSystem> files_;
    Scenario scenario_;
    std::ostringstream complaints_;
    Tally& tally_;
};

// Works on a disk that fails, ends as `end` says, and checks on a healthy one, each in a process of
// its own. Returns what was wrong; empty: nothing.
inline std::string work_and_check(
    const Scenario& scenario,
    const Fault& fault,
    const std::function<void(FaultFileSystem&)>& end,
    Tally& tally
) {
    const TempFolder folder;
    const fs::path data = folder.path() / "data";
    const std::string worked = in_own_process(
        [&] {
            const auto files = std::make_shared<FaultFileSystem>(fault);
            const std::string wrong = Run(data, files, scenario, tally).work();
            end(*files);
            return wrong;
        },
        true
    );
    return worked + in_own_process([&] {
               return Run(data, std::make_shared<FaultFileSystem>(), scenario, tally).check();
           });
}

}  // namespace dunghan::tests