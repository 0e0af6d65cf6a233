#include "engine/runtime/reckon.h"

#include "engine/base/limits.h"
#include "engine/calendar/calendars.h"
#include "engine/runtime/check_outcomes.h"
#include "engine/runtime/rules.h"
#include "engine/task/decide.h"

namespace dunghan {
namespace {

// "khanh-hoa/2+vn/4".
std::string label_of(const std::vector<CalendarPublished>& calendars) {
    std::string label;
    for (const CalendarPublished& calendar : calendars) {
        label += (label.empty() ? "" : "+") + calendar.id + "/" + std::to_string(calendar.version);
    }
    return label;
}

Request request_of(const StreamId& stream, Command command, const std::string& id) {
    Request request;
    request.stream = stream;
    request.command = std::move(command);
    request.id = command_id_from(id);
    request.correlation = request.id;
    request.actor = "scheduler";
    return request;
}

}  // namespace

Result<std::vector<CalendarPublished>> Reckoner::owed() const {
    std::vector<CalendarPublished> calendars;
    for (const auto& [id, calendar] : engine_.views().calendars().all()) {
        const auto applied = engine_.views().notice(applied_row(id));
        if (!applied) {
            return tl::unexpected(applied.error());
        }
        const CalendarApplied through{id, calendar.version};
        if (!*applied || **applied != encode_document(through)) {
            calendars.push_back(calendar);
        }
    }
    return calendars;
}

// Tasks without a course have no terms; their rows say so in the first octet.
Result<std::vector<StreamId>> Reckoner::next_touched(std::size_t& looked_at) {
    std::vector<StreamId> tasks;
    std::size_t rows = 0;
    std::optional<Error> broken;
    bool more = false;
    const auto visit = [&](std::string_view key, std::string_view value) {
        more = tasks.size() == limits::due_batch_max || rows == limits::reckoned_rows_max;
        if (more) {
            return false;
        }
        ++rows;
        cursor_ = std::string(key);
        if (!has_course(value)) {
            return true;
        }
        ++looked_at;
        const auto touched = decode_task_row(value).and_then([&](const TaskRow& row) {
            return touched_.is_touched(row.state);
        });
        if (!touched) {
            broken = touched.error();
        } else if (*touched) {
            tasks.push_back({std::string(key)});
        }
        return !broken;
    };
    const std::string from = cursor_.empty() ? "" : cursor_ + '\0';
    const auto scanned = engine_.store().scan(View::task, from, {}, visit);
    if (broken || !scanned) {
        return tl::unexpected(broken ? *broken : scanned.error());
    }
    if (!more) {
        cursor_.clear();
        of_.clear();
    }
    return tasks;
}

// Nothing: no term of the task would end elsewhere.
Result<std::optional<Request>> Reckoner::request_for(
    const StreamId& task, const std::string& reason
) {
    const auto state = engine_.views().task(task);
    if (!state) {
        return tl::unexpected(state.error());
    }
    const task::Command wish = task::ReckonTerms{reason};
    const auto rules = rules_for(engine_.views(), **state, wish);
    const auto events = task::decide(**state, wish, engine_.now(), rules);
    if (events && events->empty()) {
        return std::nullopt;
    }
    const std::string version = std::to_string((*state)->version.value);
    return request_of(task, wish, "reckon|" + reason + "|" + task.value + "|" + version);
}

Result<void> Reckoner::finish(const std::vector<CalendarPublished>& calendars) {
    std::vector<Request> requests;
    for (const CalendarPublished& calendar : calendars) {
        const std::string id = calendar.id + "/" + std::to_string(calendar.version);
        requests.push_back(request_of(
            {calendar_stream(calendar.id)},
            ApplyCalendar{{calendar.id, calendar.version}},
            "applied|" + id
        ));
    }
    return check_outcomes(engine_.execute(requests));
}

Result<Reckoned> Reckoner::step() {
    const auto calendars = owed();
    if (!calendars) {
        return tl::unexpected(calendars.error());
    }
    Reckoned report;
    report.done = calendars->empty();
    if (report.done) {
        return report;
    }
    const std::string reason = label_of(*calendars);
    report.calendars = reason;
    if (of_ != reason) {  // another version came while it was under way
        cursor_.clear();
        of_ = reason;
    }
    const auto tasks = next_touched(report.looked_at);
    if (!tasks) {
        return tl::unexpected(tasks.error());
    }
    std::vector<Request> requests;
    for (const StreamId& task : *tasks) {
        auto request = request_for(task, reason);
        if (!request) {
            return tl::unexpected(request.error());
        }
        if (*request) {
            requests.push_back(std::move(**request));
        }
    }
    report.touched = tasks->size();
    report.moved = requests.size();
    if (const auto checked = check_outcomes(engine_.execute(requests)); !checked) {
        return tl::unexpected(checked.error());
    }
    if (of_.empty()) {
        if (const auto finished = finish(*calendars); !finished) {
            return tl::unexpected(finished.error());
        }
        report.done = true;
    }
    return report;
}

}  // namespace dunghan
