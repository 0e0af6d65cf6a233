// `dunghan undecided`: what waits for a person. Derived from the tasks as they stand, so a cell
// that was decided since is gone from the list; what no task holds is listed as it was set aside.
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/audit/series_at.h"

#include "adapters/app/commands.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/words.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;

struct Open {
    std::string task;
    std::string what;   // "deadline", "holder", "cell", "series"
    std::string text;   // as printed
    std::string place;  // file, table, row, column, where no task holds it
    std::string hint;
};

void collect(std::vector<Open>& open, const task::State& state) {
    for (const Milestone& milestone : state.milestones.value) {
        if (milestone.form == DeadlineForm::undecided) {
            open.push_back(
                {state.code,
                 "deadline",
                 milestone.raw,
                 "",
                 "act " + state.code + " set-deadline --until '…' --actor …"}
            );
        }
    }
    for (const Party& holder : state.description.value.holders) {
        if (holder.kind == PartyKind::unresolved) {
            open.push_back(
                {state.code,
                 "holder",
                 holder.id,
                 "",
                 "thêm tên vào danh bạ (import --directory) rồi nhập lại"}
            );
        }
    }
}

Result<void> collect_cells(std::vector<Open>& open, const Store& store, const TimeQuery& query) {
    std::optional<Error> broken;
    const auto scanned = store.scan(View::notice, "desk/", "desk0", [&](auto key, auto) {
        const auto event = event_at(store, {std::string(key)}, query);
        if (!event) {
            broken = event.error();
            return false;
        }
        if (!*event) {
            return true;
        }
        const auto& cell = std::get<intake::CellSetAside>(**event);
        const bool held = cell.column == "Thời gian thực hiện" || cell.column == "Đơn vị chủ trì";
        if (cell.task.empty() || !held) {
            const std::string place = cell.file + ", " + cell.table + ", dòng " +
                                      std::to_string(cell.row) + ", cột " + cell.column;
            open.push_back({cell.task, "cell", cell.text, place, cell.why});
        }
        return true;
    });
    return broken ? tl::unexpected(*broken) : scanned;
}

// Periods that could not be opened.
Result<void> collect_series(std::vector<Open>& open, const Store& store, const TimeQuery& query) {
    const auto ids = audit::series_ids(store);
    if (!ids) {
        return tl::unexpected(ids.error());
    }
    for (const std::string& id : *ids) {
        const auto known = audit::series_known(store, id, query.as_known);
        if (!known) {
            return tl::unexpected(known.error());
        }
        if (*known && (*known)->stopped) {
            const PeriodStopped& stopped = *(*known)->stopped;
            open.push_back({"", "series", stopped.period, (*known)->content().name, stopped.why});
        }
    }
    return {};
}

Result<std::vector<Open>> collect_all(const Reading& reading) {
    std::vector<Open> open;
    const auto visit = [&](const StreamId&, const task::State& state) {
        collect(open, state);
        return true;
    };
    return audit::visit_tasks(*reading.store, reading.query, visit)
        .and_then([&] { return collect_cells(open, *reading.store, reading.query); })
        .and_then([&] { return collect_series(open, *reading.store, reading.query); })
        .map([&] { return std::move(open); });
}

void print(const std::vector<Open>& open) {
    if (open.empty()) {
        std::puts("Không có gì chờ quyết định.");
        return;
    }
    std::printf(
        "%s\n", paint(two_digits(open.size()) + " chỗ chờ quyết định", Colour::bold).c_str()
    );
    for (const Open& entry : open) {
        std::printf(
            "  %s%s%s\n    %s\n",
            paint(entry.task.empty() ? entry.place : entry.task, Colour::bold).c_str(),
            entry.what == "deadline" ? ": thời hạn "
            : entry.what == "holder" ? ": cơ quan "
            : entry.what == "series" ? ": kỳ chưa mở được "
                                     : ": ",
            paint("“" + entry.text + "”", Colour::yellow).c_str(),
            entry.hint.c_str()
        );
    }
}

}  // namespace

Result<std::size_t> count_undecided(const Reading& reading) {
    return collect_all(reading).map([](const std::vector<Open>& open) { return open.size(); });
}

int run_undecided(const Options& options) {
    const auto reading = open_reading(options);
    if (!reading) {
        return complain(reading.error());
    }
    const auto collected = collect_all(*reading);
    if (!collected) {
        return complain(collected.error());
    }
    const std::vector<Open>& open = *collected;
    if (!options.json) {
        print(open);
        return exit_ok;
    }
    Json json = Json::array();
    for (const Open& entry : open) {
        json.push_back(
            {{"task", entry.task},
             {"what", entry.what},
             {"text", entry.text},
             {"place", entry.place},
             {"hint", entry.hint}}
        );
    }
    std::puts(json.dump(2).c_str());
    return exit_ok;
}

}  // namespace dunghan::app
