#include "engine/runtime/import.h"

#include "engine/base/assert.h"
#include "engine/base/limits.h"
#include "engine/base/text.h"
#include "engine/intake/difference.h"
#include "engine/projection/history.h"
#include "engine/task/stream.h"

namespace dunghan {
namespace {

// Gathers requests until a group is full; whole tasks only, so that a group knows its own overlay.
class Importer {
 public:
    Importer(Engine& engine, const ImportOptions& options) : engine_(engine), options_(options) {}

    Result<void> add(const intake::Fact& fact) {
        const StreamId stream = task::stream_of(fact.kind, fact.code);
        const auto newest = engine_.views().task(stream);
        if (!newest) {
            return tl::unexpected(newest.error());
        }
        const StreamVersion version = (*newest)->version;
        const auto known = known_at_effective(stream, **newest);
        if (!known) {
            return tl::unexpected(known.error());
        }
        auto wishes = intake::difference(fact, *known, options_.effective);
        DUNGHAN_ASSERT(wishes.size() <= limits::group_commands_max);
        if (wishes.empty()) {
            return {};
        }
        ++report_.tasks_changed;
        if (requests_.size() + wishes.size() > limits::group_commands_max) {
            if (const auto flushed = flush(); !flushed) {
                return flushed;
            }
        }
        const std::string id = "import|" + options_.file + "|" + to_rfc3339(options_.effective) +
                               "|" + stream.value + "|" + std::to_string(version.value) + "|";
        for (std::size_t i = 0; i < wishes.size(); ++i) {
            push(
                stream,
                Command{std::move(wishes[i].command)},
                wishes[i].occurred_at,
                id + std::to_string(i)
            );
        }
        return {};
    }

    // What the log knew of that very day: a document is compared with its own time, or importing an
    // older one again would report its facts anew beside the younger ones.
    Result<task::State> known_at_effective(const StreamId& stream, const task::State& newest) {
        const TimeQuery then{options_.effective, end_of_time};
        if (!newest.exists() || is_settled(newest, then)) {
            return newest;
        }
        return fold_task(engine_.store(), stream, then).map([&](task::State state) {
            return state.exists() ? state : newest;  // assigned later: then it is known as it is
        });
    }

    Result<void> set_aside(const intake::Undecided& cell) {
        if (requests_.size() == limits::group_commands_max) {
            if (const auto flushed = flush(); !flushed) {
                return flushed;
            }
        }
        const StreamId stream{
            "desk/" + slug(options_.file).substr(0, 60) + "/" + slug(cell.table).substr(0, 60) +
            "/" + std::to_string(cell.row) + "/" + slug(cell.column).substr(0, 60)};
        const auto before = engine_.views().notice(stream.value);
        if (!before) {
            return tl::unexpected(before.error());
        }
        const intake::CellSetAside content{
            options_.file, cell.table, cell.row, cell.column, cell.text, cell.why, cell.task};
        // The same text after another one in this cell is another wish, and so is it on another
        // day.
        push(
            stream,
            SetAsideCell{content},
            options_.effective,
            stream.value + "|" + to_rfc3339(options_.effective) + "|" + cell.text + "|" + cell.why +
                "|" + before->value_or("")
        );
        return {};
    }

    Result<void> flush() {
        for (const Outcome& outcome : engine_.execute(requests_)) {
            if (outcome) {
                report_.events += outcome->repeated ? 0 : outcome->count;
            } else if (outcome.error().kind == Refusal::Kind::failed) {
                return fail(ErrorCode::unavailable, outcome.error().detail);
            } else {
                report_.refused.push_back(outcome.error());
            }
        }
        requests_.clear();
        return {};
    }

    ImportReport report() { return std::move(report_); }

 private:
    // The same wish on the same state has the same id: an import cut short is finished by another.
    void push(StreamId stream, Command command, Instant occurred_at, const std::string& id) {
        Request request;
        request.stream = std::move(stream);
        request.command = std::move(command);
        request.id = command_id_from(id);
        request.correlation = command_id_from(options_.file + to_rfc3339(options_.effective));
        request.actor = "import:" + options_.file;
        request.occurred_at = occurred_at;
        requests_.push_back(std::move(request));
    }

    Engine& engine_;
    const ImportOptions& options_;
    std::vector<Request> requests_;
    ImportReport report_;
};

}  // namespace

Result<ImportReport> import_facts(
    Engine& engine, const intake::Facts& facts, const ImportOptions& options
) {
    if (options.effective > engine.now()) {
        return fail(
            ErrorCode::invalid,
            "Expected an effective instant that has passed by " + to_rfc3339(engine.now()) +
                ", but got " + to_rfc3339(options.effective)
        );
    }
    Importer importer(engine, options);
    std::size_t done = 0;
    for (const intake::Fact& fact : facts.facts) {
        if (const auto added = importer.add(fact); !added) {
            return tl::unexpected(added.error());
        }
        if (++done % 1024 == 0) {
            options.progress(done, facts.facts.size());
        }
    }
    for (const intake::Undecided& cell : facts.undecided) {
        if (const auto added = importer.set_aside(cell); !added) {
            return tl::unexpected(added.error());
        }
    }
    return importer.flush().map([&] { return importer.report(); });
}

}  // namespace dunghan
