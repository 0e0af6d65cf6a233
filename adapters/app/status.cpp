// `dunghan status`: the five numbers, rated and derived, and where they disagree.
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

#include "engine/base/code_order.h"

#include "adapters/app/commands.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/words.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t disagreements_shown_max = 40;  // for people; programs get all

struct Disagreement {
    std::string task;
    std::string rated;
    std::string derived;
    std::int64_t days_late = 0;
    std::string reason;
};

struct Status {
    std::size_t tasks = 0;
    std::map<std::string, std::size_t> rated;
    std::map<std::string, std::size_t> derived;
    std::size_t undecided = 0;
    std::size_t cancelled = 0;
    std::size_t dossiers = 0;
    std::size_t dossiers_late = 0;
    std::map<std::string, std::size_t> stages;
    std::size_t reports = 0;
    std::size_t reports_missing = 0;
    std::vector<Disagreement> disagreements;
};

// Why the clock says something else than the office.
std::string explain(const task::State& state, const task::Judgement& judgement) {
    const auto at = static_cast<std::size_t>(std::max(judgement.milestone, 0));
    if (judgement.milestone < 0 || at >= state.milestones.value.size()) {
        return "trạng thái là " + std::string(words_of(judgement.verdict));
    }
    const Milestone& milestone = state.milestones.value[at];
    if (!task::is_late(judgement.verdict)) {
        return "hạn " + milestone.raw + " chưa qua";
    }
    const std::string what = judgement.verdict == task::Verdict::start_missed ? "bắt đầu " : "";
    return "hạn " + what + milestone.raw + " đã qua " + std::to_string(judgement.days_late) +
           " ngày, " + std::string(words_of(state.progress.value.progress));
}

void count_task(Status& status, const task::State& state, const task::Judgement& judgement) {
    ++status.tasks;
    const std::string derived(task::code_of(state, judgement.verdict));
    const std::string& rated = state.rating.value.code;
    if (!rated.empty()) {
        ++status.rated[rated];
    }
    if (derived.empty()) {
        ++(judgement.verdict == task::Verdict::cancelled ? status.cancelled : status.undecided);
        return;
    }
    ++status.derived[derived];
    if (!rated.empty() && rated != derived) {
        status.disagreements.push_back(
            {state.code, rated, derived, judgement.days_late, explain(state, judgement)}
        );
    }
}

void count(Status& status, const task::State& state, const Reading& reading) {
    const auto judgement =
        task::judge(state, reading.query.as_of, reading.policy.zone, reading.policy.due_soon_days);
    switch (state.kind) {
        case task::Kind::plan_task: count_task(status, state, judgement); break;
        case task::Kind::dossier:
            ++status.dossiers;
            status.dossiers_late += task::is_late(judgement.verdict) ? 1 : 0;
            ++status.stages[state_of(state)];
            break;
        case task::Kind::report:
            ++status.reports;
            status.reports_missing += judgement.verdict == task::Verdict::missing ? 1 : 0;
            break;
    }
}

// The printed codes in the office's order, then whatever else was found.
Json codes_json(const std::map<std::string, std::size_t>& counts, bool derived) {
    Json json = Json::object();
    for (const char* code : {"HT", "ĐTH-Đ", "ĐTH-T", "CTH-T"}) {
        json[code] = 0;
    }
    if (derived) {
        json["CTH-Đ"] = 0;
    }
    for (const auto& [code, number] : counts) {
        json[code] = number;
    }
    return json;
}

Json status_json(const Status& status, const Reading& reading) {
    Json json;
    json["as_of"] = to_rfc3339(reading.query.as_of);
    json["position"] = reading.store->head().value;
    json["tasks"] = status.tasks;
    json["rated"] = codes_json(status.rated, false);
    json["derived"] = codes_json(status.derived, true);
    json["undecided"] = status.undecided;
    json["cancelled"] = status.cancelled;
    json["disagreements"] = Json::array();
    for (const Disagreement& entry : status.disagreements) {
        json["disagreements"].push_back(
            {{"task", entry.task},
             {"rated", entry.rated},
             {"derived", entry.derived},
             {"days_late", entry.days_late},
             {"reason", entry.reason}}
        );
    }
    json["dossiers"] = {{"total", status.dossiers}, {"overdue", status.dossiers_late}};
    json["dossiers"]["states"] = status.stages;
    json["reports"] = {
        {"total", status.reports},
        {"filed", status.reports - status.reports_missing},
        {"missing", status.reports_missing}};
    return json;
}

std::size_t of(const std::map<std::string, std::size_t>& counts, const std::string& code) {
    const auto found = counts.find(code);
    return found == counts.end() ? 0 : found->second;
}

void print_status(const Status& status, const Reading& reading) {
    const std::string day = to_vietnamese(date_at(reading.query.as_of, reading.policy.zone));
    std::printf(
        "%s\n\n",
        paint("Tổng số nhiệm vụ: " + two_digits(status.tasks) + " (đến " + day + ")", Colour::bold)
            .c_str()
    );
    TextTable table({{"Mức độ", false, 48}, {"Đánh giá", true, 12}, {"Theo hạn", true, 12}});
    const std::pair<const char*, const char*> rows[] = {
        {"HT", "Hoàn thành (HT)"},
        {"ĐTH-Đ", "Đang thực hiện, đúng tiến độ (ĐTH-Đ)"},
        {"ĐTH-T", "Đang thực hiện, trễ hạn (ĐTH-T)"},
        {"CTH-T", "Chưa thực hiện, trễ hạn (CTH-T)"},
        {"CTH-Đ", "Chưa thực hiện, chưa đến hạn (CTH-Đ)"}};
    for (const auto& [code, words] : rows) {
        const bool late = std::string_view(code).ends_with("-T");
        table.add(
            {{words},
             {two_digits(of(status.rated, code))},
             {two_digits(of(status.derived, code)), late ? Colour::red : Colour::plain}}
        );
    }
    std::fputs(table.text().c_str(), stdout);
    std::printf(
        "\nHồ sơ cấp độ: %s, trễ hạn %s · Báo cáo: %s, chưa gửi %s\n",
        two_digits(status.dossiers).c_str(),
        two_digits(status.dossiers_late).c_str(),
        two_digits(status.reports).c_str(),
        two_digits(status.reports_missing).c_str()
    );
    if (status.undecided > 0) {
        std::printf("Chờ xác định hạn: %s\n", two_digits(status.undecided).c_str());
    }
    if (!status.disagreements.empty()) {
        std::printf("\n%s\n", paint("Đánh giá khác với thời hạn:", Colour::yellow).c_str());
        TextTable list(
            {{"Mã", false, 24}, {"Đánh giá", false, 8}, {"Theo hạn", false, 8}, {"Vì", false, 60}}
        );
        const std::size_t shown = std::min(status.disagreements.size(), disagreements_shown_max);
        for (std::size_t i = 0; i < shown; ++i) {
            const Disagreement& entry = status.disagreements[i];
            list.add({{entry.task}, {entry.rated}, {entry.derived, Colour::red}, {entry.reason}});
        }
        std::fputs(list.text().c_str(), stdout);
        if (shown < status.disagreements.size()) {
            std::printf("… và %zu việc khác (--json)\n", status.disagreements.size() - shown);
        }
    }
}

}  // namespace

int run_status(const Options& options) {
    const auto reading = open_reading(options);
    if (!reading) {
        return complain(reading.error());
    }
    Status status;
    const auto visited = audit::visit_tasks(
        *reading->store,
        reading->query,
        [&](const StreamId&, const auto& state) {
            count(status, state, *reading);
            return true;
        }
    );
    if (!visited) {
        return complain(visited.error());
    }
    std::sort(
        status.disagreements.begin(),
        status.disagreements.end(),
        [](const auto& a, const auto& b) { return code_before(a.task, b.task); }
    );
    if (options.json) {
        std::puts(status_json(status, *reading).dump(2).c_str());
    } else {
        print_status(status, *reading);
    }
    return exit_ok;
}

}  // namespace dunghan::app
