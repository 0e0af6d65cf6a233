// `dunghan import`: documents -> facts -> events, and what waits for a person.
#include "engine/runtime/import.h"

#include <cstdio>
#include <nlohmann/json.hpp>
#include <numeric>
#include <unistd.h>

#include "engine/runtime/publish.h"

#include "adapters/app/commands.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/settings.h"
#include "adapters/app/terminal.h"
#include "adapters/documents/read_document.h"
#include "adapters/memory/overlay_store.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;

struct Summary {
    std::size_t tasks = 0;
    std::size_t dossiers = 0;
    std::size_t reports = 0;
    std::size_t milestones = 0;
    std::uint64_t events = 0;
    std::uint64_t changed = 0;
    intake::Facts facts;  // of all files, for the digest and the lists
    std::vector<Refusal> refused;
};

void count(Summary& summary, const intake::Facts& facts) {
    for (const intake::Fact& fact : facts.facts) {
        switch (fact.kind) {
            case task::Kind::plan_task:
                ++summary.tasks;
                summary.milestones += fact.milestones.size();
                break;
            case task::Kind::dossier: ++summary.dossiers; break;
            case task::Kind::report: ++summary.reports; break;
        }
    }
}

template <class T>
void move_to(std::vector<T>& to, std::vector<T>& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

void show_progress(std::size_t done, std::size_t all) {
    if (isatty(STDERR_FILENO) != 0 && done % 8192 == 0) {
        std::fprintf(stderr, "\rđang nhập %zu/%zu", done, all);
        std::fflush(stderr);
    }
}

// What the files are read by: the rules named on the command line, else the log's, else the
// built-in ones. `news`: those the log does not hold yet, published after every file has been read.
struct Rules {
    Directory directory;
    Policy policy;
    std::vector<Publication> news;
};

Result<void> choose_directory(Engine& engine, const std::string& file, Rules& rules) {
    rules.directory = engine.views().directory();
    if (file.empty() && !rules.directory.content().agencies.empty()) {
        return {};
    }
    return load_directory(file).map([&](DirectoryPublished directory) {
        rules.directory = Directory(directory);
        rules.news.push_back(publication_of(std::move(directory)));
    });
}

Result<void> choose_policy(Engine& engine, const std::string& file, Rules& rules) {
    if (file.empty() && engine.views().policy()) {
        rules.policy = *engine.views().policy();
        return {};
    }
    return load_policy(file).map([&](PolicyPublished policy) {
        rules.policy = policy;
        rules.news.push_back(default_publication_of(std::move(policy)));
    });
}

// Who has a calendar of his own counts in no other.
Result<void> add_calendars(Engine& engine, Rules& rules) {
    if (!engine.views().calendars().all().empty()) {
        return {};
    }
    return load_shipped_calendars().map([&](std::vector<CalendarPublished> shipped) {
        for (CalendarPublished& calendar : shipped) {
            rules.news.push_back(publication_of(std::move(calendar)));
        }
    });
}

// A kind of work that the log knows stays what it is there.
Result<void> add_definitions(Engine& engine, Rules& rules) {
    return load_shipped_definitions().map([&](std::vector<Definition> shipped) {
        for (Definition& definition : shipped) {
            if (!engine.views().definitions().latest(definition.id)) {
                rules.news.push_back(publication_of(std::move(definition)));
            }
        }
    });
}

Result<Rules> rules_of(Engine& engine, const ImportArguments& arguments) {
    Rules rules;
    return choose_directory(engine, arguments.directory, rules)
        .and_then([&] { return choose_policy(engine, arguments.policy, rules); })
        .and_then([&] { return add_calendars(engine, rules); })
        .and_then([&] { return add_definitions(engine, rules); })
        .map([&] { return std::move(rules); });
}

Result<std::uint64_t> publish_rules(Engine& engine, const Rules& rules) {
    return publish_all(engine, rules.news, "settings").map([](const auto& events) {
        return std::accumulate(events.begin(), events.end(), std::uint64_t{0});
    });
}

class Import {
 public:
    Import(Engine& engine, const Settings& settings, const ImportArguments& arguments)
        : engine_(engine), settings_(settings), arguments_(arguments) {}

    // Everything is read before the first event is written: a bad file leaves nothing half done.
    Result<Summary> run() {
        auto rules = rules_of(engine_, arguments_);
        if (!rules) {
            return tl::unexpected(rules.error());
        }
        rules_ = std::move(*rules);
        const auto effective = parse_instant(arguments_.effective, rules_.policy.zone);
        if (!effective) {
            return tl::unexpected(effective.error());
        }
        return read_all()
            .and_then([&](auto read) {
                return publish_rules(engine_, rules_).and_then([&](std::uint64_t events) {
                    summary_.events = events;
                    return add_all(read, *effective);
                });
            })
            .map([&] { return std::move(summary_); });
    }

 private:
    struct ReadFile {
        std::string name;
        intake::Facts facts;
    };

    Result<std::vector<ReadFile>> read_all() {
        std::vector<ReadFile> read;
        for (const std::string& file : arguments_.files) {
            auto facts = read_facts(file);
            if (!facts) {
                return tl::unexpected(facts.error());
            }
            read.push_back({std::filesystem::path(file).filename().string(), std::move(*facts)});
        }
        return read;
    }

    Result<intake::Facts> read_facts(const std::string& file) {
        const Zone& zone = rules_.policy.zone;
        const intake::ReadOptions options{
            {zone, settings_.before_day_includes_the_day}, settings_.appraiser};
        const NameIndex names(rules_.directory);
        auto facts = documents::read_document(file).and_then([&](const intake::Document& document) {
            return intake::facts_of(document, names, options);
        });
        if (!facts || arguments_.assigned.empty()) {
            return facts;
        }
        const auto assigned = parse_instant(arguments_.assigned, zone);
        if (!assigned) {
            return tl::unexpected(assigned.error());
        }
        for (intake::Fact& fact : facts->facts) {
            fact.assigned_at = fact.assigned_at.value_or(*assigned);
        }
        return facts;
    }

    Result<void> add_all(std::vector<ReadFile>& read, Instant effective) {
        for (ReadFile& file : read) {
            auto report = import_facts(engine_, file.facts, {effective, file.name, show_progress});
            if (!report) {
                return tl::unexpected(report.error());
            }
            count(summary_, file.facts);
            summary_.events += report->events;
            summary_.changed += report->tasks_changed;
            move_to(summary_.refused, report->refused);
            move_to(summary_.facts.facts, file.facts.facts);
            move_to(summary_.facts.undecided, file.facts.undecided);
            move_to(summary_.facts.inconsistencies, file.facts.inconsistencies);
        }
        return {};
    }

    Engine& engine_;
    const Settings& settings_;
    const ImportArguments& arguments_;
    Rules rules_;
    Summary summary_;
};

Json undecided_json(const std::vector<intake::Undecided>& cells) {
    Json list = Json::array();
    for (const intake::Undecided& cell : cells) {
        list.push_back(
            {{"table", cell.table},
             {"row", cell.row},
             {"column", cell.column},
             {"text", cell.text},
             {"why", cell.why},
             {"task", cell.task}}
        );
    }
    return list;
}

Json summary_json(const Summary& summary, const ImportArguments& arguments) {
    Json json;
    json["tasks"] = summary.tasks;
    json["dossiers"] = summary.dossiers;
    json["reports"] = summary.reports;
    json["events"] = summary.events;
    json["undecided"] = undecided_json(summary.facts.undecided);
    json["changed"] = summary.changed;
    json["milestones"] = summary.milestones;
    json["digest"] = intake::digest_of(summary.facts);
    json["inconsistencies"] = Json::array();
    for (const intake::Inconsistency& entry : summary.facts.inconsistencies) {
        json["inconsistencies"].push_back(
            {{"what", entry.what}, {"claimed", entry.claimed}, {"counted", entry.counted}}
        );
    }
    json["refused"] = Json::array();
    for (const Refusal& refusal : summary.refused) {
        json["refused"].push_back({{"code", refusal.code}, {"detail", refusal.detail}});
    }
    json["dry_run"] = arguments.dry_run;
    return json;
}

void print_undecided(const std::vector<intake::Undecided>& cells) {
    if (cells.empty()) {
        return;
    }
    std::printf(
        "\n%s\n", paint(two_digits(cells.size()) + " ô chờ quyết định:", Colour::yellow).c_str()
    );
    for (const intake::Undecided& cell : cells) {
        std::printf(
            "  %s, dòng %u, cột %s%s%s\n    %s\n    %s\n",
            cell.table.c_str(),
            cell.row,
            cell.column.c_str(),
            cell.task.empty() ? "" : ", nhiệm vụ ",
            cell.task.c_str(),
            paint("“" + cell.text + "”", Colour::yellow).c_str(),
            cell.why.c_str()
        );
    }
}

void print_summary(const Summary& summary, const ImportArguments& arguments) {
    std::printf(
        "%s %s nhiệm vụ, %s hồ sơ cấp độ, %s báo cáo; %llu sự kiện %s\n",
        arguments.dry_run ? "Sẽ nhập" : "Đã nhập",
        two_digits(summary.tasks).c_str(),
        two_digits(summary.dossiers).c_str(),
        two_digits(summary.reports).c_str(),
        static_cast<unsigned long long>(summary.events),
        arguments.dry_run ? "sẽ được ghi (chạy thử, chưa ghi gì)" : "mới"
    );
    print_undecided(summary.facts.undecided);
    for (const intake::Inconsistency& entry : summary.facts.inconsistencies) {
        const std::string text = "Phần lời ghi " + entry.what + ": " +
                                 std::to_string(entry.claimed) + ", đếm trong bảng được " +
                                 std::to_string(entry.counted);
        std::printf("%s\n", paint(text, Colour::yellow).c_str());
    }
    for (const Refusal& refusal : summary.refused) {
        std::printf("%s\n", paint(refusal.detail, Colour::red).c_str());
    }
}

// For --dry-run: an engine that decides on what the store holds and writes nothing.
Result<Summary> dry_run(
    const Options& options, const Settings& settings, const ImportArguments& arguments
) {
    const auto base = open_or_memory(options);
    if (!base) {
        return tl::unexpected(base.error());
    }
    auto store = OverlayStore::over(**base);
    if (!store) {
        return tl::unexpected(store.error());
    }
    const auto clock =
        last_recorded(**base).and_then([&](Instant last) { return make_clock(options, last); });
    if (!clock) {
        return tl::unexpected(clock.error());
    }
    Engine engine(*store, **clock);
    const auto kind = options.clock.empty() ? ClockKind::real : ClockKind::simulated;
    return engine.open(kind).and_then([&] { return Import(engine, settings, arguments).run(); });
}

Result<Summary> import_files(
    const Options& options, const Settings& settings, const ImportArguments& arguments
) {
    if (arguments.dry_run) {
        return dry_run(options, settings, arguments);
    }
    const auto writing = open_writing(options, true);
    if (!writing) {
        return tl::unexpected(writing.error());
    }
    return Import(*writing->engine, settings, arguments).run();
}

}  // namespace

int run_import(const Options& options, const ImportArguments& arguments) {
    const auto settings = load_settings(options);
    if (!settings) {
        return complain(settings.error());
    }
    const auto summary = import_files(options, *settings, arguments);
    if (!summary) {
        return complain(summary.error());
    }
    if (options.json) {
        std::puts(summary_json(*summary, arguments).dump(2).c_str());
    } else {
        print_summary(*summary, arguments);
    }
    // Not all went in: a script must hear of it, though the rest is recorded.
    return summary->refused.empty() ? exit_ok : exit_difference;
}

}  // namespace dunghan::app
