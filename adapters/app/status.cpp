// `dunghan status`: the five numbers, rated and derived, and where they disagree.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

#include "engine/audit/known.h"
#include "engine/base/code_order.h"
#include "engine/task/milestones.h"

#include "adapters/app/commands.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/life.h"
#include "adapters/app/words.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t disagreements_shown_max = 40;  // for people; programs get all

struct Disagreement {
    std::string task;
    std::string rated;
    std::string_view derived;
    task::Verdict verdict{};
    task::Progress progress{};
    std::int64_t days_late = 0;
    std::string deadline;  // as printed; empty: none is shown
};

bool told_before(const Disagreement& a, const Disagreement& b) {
    return code_before(a.task, b.task);
}

// The first ones in code order, as many as will be shown: a plan of a million may have many.
class Disagreements {
 public:
    explicit Disagreements(std::size_t max) : max_(max) {}

    void add(const task::State& state, const task::Judgement& judgement, std::string_view derived) {
        ++count_;
        if (kept_.size() == max_) {
            if (!code_before(state.code, kept_.front().task)) {
                return;
            }
            std::pop_heap(kept_.begin(), kept_.end(), told_before);
            kept_.pop_back();
        }
        const auto shown =
            task::milestone_of(state, static_cast<std::uint32_t>(judgement.milestone));
        kept_.push_back(
            {state.code,
             state.rating.value.code,
             derived,
             judgement.verdict,
             state.progress.value.progress,
             judgement.days_late,
             shown ? shown->raw : ""}
        );
        if (max_ == disagreements_shown_max) {
            std::push_heap(kept_.begin(), kept_.end(), told_before);
        }
    }

    // Beyond ten thousand they stay in the order of their keys: no person reads so many.
    void sort() {
        if (kept_.size() <= 10'000) {
            std::sort(kept_.begin(), kept_.end(), told_before);
        }
    }

    [[nodiscard]] const std::vector<Disagreement>& kept() const { return kept_; }

    [[nodiscard]] std::size_t count() const { return count_; }

 private:
    std::size_t max_;
    std::size_t count_ = 0;
    std::vector<Disagreement> kept_;  // for people a heap until sort()
};

struct Status {
    explicit Status(std::size_t kept) : disagreements(kept) {}

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
    bool outbox_held = false;
    Disagreements disagreements;
};

// Why the clock says something else than the office.
std::string explain(const Disagreement& entry) {
    if (entry.deadline.empty()) {
        return "trạng thái là " + std::string(words_of(entry.verdict));
    }
    if (!task::is_late(entry.verdict)) {
        return "hạn " + entry.deadline + " chưa qua";
    }
    const std::string what = entry.verdict == task::Verdict::start_missed ? "bắt đầu " : "";
    return "hạn " + what + entry.deadline + " đã qua " + std::to_string(entry.days_late) +
           " ngày, " + std::string(words_of(entry.progress));
}

void count_task(Status& status, const task::State& state, const task::Judgement& judgement) {
    ++status.tasks;
    const std::string_view derived = task::code_of(state, judgement.verdict);
    const std::string& rated = state.rating.value.code;
    if (!rated.empty()) {
        ++status.rated[rated];
    }
    if (derived.empty()) {
        ++(judgement.verdict == task::Verdict::cancelled ? status.cancelled : status.undecided);
        return;
    }
    ++status.derived[std::string(derived)];
    if (!rated.empty() && rated != derived) {
        status.disagreements.add(state, judgement, derived);
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

Json status_json(const Status& status, const Reading& reading, Position position) {
    Json json;
    json["as_of"] = to_rfc3339(reading.query.as_of);
    json["position"] = position.value;
    json["tasks"] = status.tasks;
    json["rated"] = codes_json(status.rated, false);
    json["derived"] = codes_json(status.derived, true);
    json["undecided"] = status.undecided;
    json["cancelled"] = status.cancelled;
    json["dossiers"] = {{"total", status.dossiers}, {"overdue", status.dossiers_late}};
    json["dossiers"]["states"] = status.stages;
    json["reports"] = {
        {"total", status.reports},
        {"filed", status.reports - status.reports_missing},
        {"missing", status.reports_missing}};
    json["outbox_held"] = status.outbox_held;
    return json;
}

// A line each, written as it comes: a tree of half a million objects would take longer than the
// counting.
void print_json(const Status& status, const Reading& reading, Position position) {
    std::string head = status_json(status, reading, position).dump(2);
    head.resize(head.size() - 2);  // without "\n}"
    std::printf("%s,\n  \"disagreements\": [", head.c_str());
    const char* separator = "\n";
    for (const Disagreement& entry : status.disagreements.kept()) {
        std::printf(
            "%s    {\"task\": %s, \"rated\": %s, \"derived\": \"%s\", \"days_late\": %lld, "
            "\"reason\": %s}",
            separator,
            Json(entry.task).dump().c_str(),
            Json(entry.rated).dump().c_str(),
            std::string(entry.derived).c_str(),
            static_cast<long long>(entry.days_late),
            Json(explain(entry)).dump().c_str()
        );
        separator = ",\n";
    }
    std::printf("%s]\n}\n", status.disagreements.kept().empty() ? "" : "\n  ");
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
    if (status.disagreements.count() > 0) {
        std::printf("\n%s\n", paint("Đánh giá khác với thời hạn:", Colour::yellow).c_str());
        TextTable list(
            {{"Mã", false, 24}, {"Đánh giá", false, 8}, {"Theo hạn", false, 8}, {"Vì", false, 60}}
        );
        for (const Disagreement& entry : status.disagreements.kept()) {
            list.add(
                {{entry.task},
                 {entry.rated},
                 {std::string(entry.derived), Colour::red},
                 {explain(entry)}}
            );
        }
        std::fputs(list.text().c_str(), stdout);
        const std::size_t shown = status.disagreements.kept().size();
        if (shown < status.disagreements.count()) {
            std::printf("… và %zu việc khác (--json)\n", status.disagreements.count() - shown);
        }
    }
}

}  // namespace

int run_status(const Options& options) {
    const auto reading = open_reading(options);
    if (!reading) {
        return complain(reading.error());
    }
    const std::size_t kept = options.json ? SIZE_MAX : disagreements_shown_max;
    Status status(kept);
    const auto visited = audit::visit_tasks(
        *reading->store,
        reading->query,
        [&](const StreamId&, const auto& state) {
            count(status, state, *reading);
            return true;
        }
    );
    const auto position = audit::last_known(*reading->store, reading->query.as_known);
    if (!visited || !position) {
        return complain(visited ? position.error() : visited.error());
    }
    status.disagreements.sort();
    const auto held = warn_if_held(options, *reading->store);
    if (!held) {
        return complain(held.error());
    }
    status.outbox_held = *held;
    if (options.json) {
        print_json(status, *reading, *position);
    } else {
        print_status(status, *reading);
    }
    return exit_ok;
}

}  // namespace dunghan::app
