// `dunghan preview publish`: the plan, for programs and for people.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "adapters/app/documents.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/forecast.h"
#include "adapters/app/plan.h"
#include "adapters/app/publish.h"
#include "adapters/app/terminal.h"
#include "adapters/app/words.h"

namespace dunghan::app {
namespace {

using forecast::DeadlineMoved;
using forecast::ReminderMoved;
using forecast::Staying;
using forecast::VerdictMoved;

constexpr std::size_t lines_max = 10;  // of one list of one agency; programs get all

struct Arguments {
    std::vector<std::string> files;
    int days = 30;
};

struct Counts {
    std::size_t becoming_late = 0;
    std::size_t no_longer_late = 0;
    std::size_t going = 0;
    std::size_t withdrawn = 0;
};

bool is_late(const std::optional<task::Judgement>& judged) {
    return judged && task::is_late(judged->verdict);
}

Counts count(const forecast::Changes& changes) {
    Counts counts;
    for (const VerdictMoved& moved : changes.verdicts) {
        counts.becoming_late += is_late(moved.after) && !is_late(moved.before) ? 1U : 0U;
        counts.no_longer_late += is_late(moved.before) && !is_late(moved.after) ? 1U : 0U;
    }
    for (const ReminderMoved& moved : changes.reminders) {
        ++(moved.goes ? counts.going : counts.withdrawn);
    }
    return counts;
}

void tell_json(const Plan& plan) {
    const std::vector<std::string> lines = plan_lines(plan);
    for (const std::string& line : lines) {
        std::puts(line.c_str());
    }
    const Counts counts = count(plan.changes);
    const nlohmann::ordered_json last{
        {"plan", plan_hash(lines)},
        {"deadlines", plan.changes.deadlines.size()},
        {"verdicts", plan.changes.verdicts.size()},
        {"becoming_late", counts.becoming_late},
        {"no_longer_late", counts.no_longer_late},
        {"reminders_going", counts.going},
        {"reminders_withdrawn", counts.withdrawn},
        {"staying", plan.staying.size()}};
    std::puts(last.dump().c_str());
}

class PlanText {
 public:
    explicit PlanText(const Plan& plan) : plan_(plan), zone_(plan.settings.zone) {}

    [[nodiscard]] std::string text() const {
        std::string text;
        for (const auto& [agency, changes] : by_agency(plan_)) {
            const std::string name = plan_.directory.name_of({PartyKind::agency, agency});
            text +=
                paint(name, Colour::bold) + "\n" +
                list("Hạn", changes.deadlines, [&](const auto& each) { return say(each); }) +
                list("Tình trạng", changes.verdicts, [&](const auto& each) { return say(each); }) +
                list("Nhắc", changes.reminders, [&](const auto& each) { return say(each); }) +
                list("Ở lại bản cũ", changes.staying, [&](const auto& each) { return say(each); }) +
                "\n";
        }
        return text;
    }

 private:
    template <class Moved, class Say>
    static std::string list(
        std::string_view name, const std::vector<const Moved*>& all, const Say& say
    ) {
        if (all.empty()) {
            return "";
        }
        std::string text = "  " + std::string(name) + " (" + two_digits(all.size()) + ")\n";
        for (std::size_t i = 0; i < std::min(all.size(), lines_max); ++i) {
            text += "    " + say(*all[i]) + "\n";
        }
        if (all.size() > lines_max) {
            text += "    … và " + std::to_string(all.size() - lines_max) + " dòng nữa\n";
        }
        return text;
    }

    [[nodiscard]] std::string day_of(const std::optional<Instant>& end) const {
        return end ? to_vietnamese(date_at(plus_ms(*end, -1), zone_)) : "không có";
    }

    [[nodiscard]] std::string say(const DeadlineMoved& moved) const {
        return moved.task.code + "  " + moved.task.title +
               (moved.label.empty() ? "" : ": " + moved.label) +
               (moved.kind == Anchor::start ? ", bắt đầu " : "  ") + day_of(moved.before) + " → " +
               day_of(moved.after);
    }

    static std::string say(const std::optional<task::Judgement>& judged) {
        return judged ? paint(words_of(judged->verdict), colour_of(judged->verdict)) : "không có";
    }

    [[nodiscard]] static std::string say(const VerdictMoved& moved) {
        return moved.task.code + "  " + moved.task.title + "  " + say(moved.before) + " → " +
               say(moved.after);
    }

    [[nodiscard]] std::string say(const ReminderMoved& moved) const {
        return (moved.goes ? paint("+", Colour::green) : paint("−", Colour::red)) + " " +
               to_vietnamese(date_at(moved.slot, zone_)) + "  " + moved.code + "  " +
               moved.rung.rung +
               (moved.rung.occurrence > 0 ? " lần " + std::to_string(moved.rung.occurrence + 1) : ""
               );
    }

    [[nodiscard]] std::string say(const Staying& staying) const {
        const std::string newest = std::to_string(staying.newest);
        std::string text = staying.task.code + "  " + staying.task.title + "  " +
                           staying.definition + "/" + std::to_string(staying.version) + ", ở " +
                           staying.state;
        if (!staying.refused.empty()) {
            return text + "; không chuyển ngay được sang bản " + newest + ": " + staying.refused;
        }
        text += "; chuyển sang bản " + newest + ": ";
        for (const auto& term : staying.moves) {
            text += (&term == &staying.moves.front() ? "" : ", ") + term.label + " " +
                    day_of(term.before) + " → " + day_of(term.after);
        }
        return text + (staying.moves.empty() ? "không dời hạn nào" : "");
    }

    const Plan& plan_;
    const Zone& zone_;
};

void tell_people(const Plan& plan) {
    std::printf("%s", PlanText(plan).text().c_str());
    const Counts counts = count(plan.changes);
    if (!plan.staying.empty()) {
        std::printf(
            "%s việc đang chạy ở lại bản cũ cho đến khi chuyển: act MÃ migrate --definition ID "
            "--reason …\n",
            two_digits(plan.staying.size()).c_str()
        );
    }
    std::printf(
        "%s hạn dời; %s việc thành trễ, %s việc hết trễ; trong %s ngày tới %s nhắc việc thêm, %s "
        "bị rút\n%s %s\n",
        two_digits(plan.changes.deadlines.size()).c_str(),
        two_digits(counts.becoming_late).c_str(),
        two_digits(counts.no_longer_late).c_str(),
        two_digits(static_cast<std::size_t>(plan.settings.days)).c_str(),
        two_digits(counts.going).c_str(),
        two_digits(counts.withdrawn).c_str(),
        paint("Phương án:", Colour::bold).c_str(),
        plan_hash(plan_lines(plan)).c_str()
    );
}

int run_preview(const Options& options, const Arguments& arguments) {
    auto documents = read_documents(arguments.files);
    const auto reading = documents ? open_reading(options) : tl::unexpected(documents.error());
    if (!reading) {
        return complain(reading.error());
    }
    const auto plan = forecast_settings(options, *reading, arguments.days)
                          .and_then([&](const forecast::Settings& settings) {
                              return make_plan(*reading->store, std::move(*documents), settings);
                          });
    if (!plan) {
        return complain(plan.error());
    }
    (options.json ? tell_json : tell_people)(*plan);
    return exit_ok;
}

}  // namespace

void add_files_option(CLI::App& command, std::vector<std::string>& files) {
    command.add_option("FILE", files, "YAML; its key `kind` says what it is")
        ->required()
        ->check(CLI::ExistingFile);
}

void add_preview(CLI::App& app, Options& options, int& exit) {
    auto* command = app.add_subcommand("preview", "What a change would do, before it is made");
    command->require_subcommand(1);
    auto* publish = command->add_subcommand(
        "publish",
        "Which deadlines move, who becomes late or no longer is, which reminders go or are "
        "withdrawn, which tasks stay on the definition they follow; writes nothing"
    );
    auto arguments = std::make_shared<Arguments>();
    add_files_option(*publish, arguments->files);
    add_days_option(*publish, arguments->days);
    publish->callback([&options, &exit, arguments] { exit = run_preview(options, *arguments); });
}

}  // namespace dunghan::app
