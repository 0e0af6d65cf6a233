// What a calendar subscribes to: the due dates of one agency, under an address that is the secret.
#include "engine/audit/as_of.h"
#include "engine/task/milestones.h"

#include "adapters/app/api/context.h"
#include "adapters/app/api/guard.h"
#include "adapters/app/api/task_at.h"
#include "adapters/documents/ics.h"

namespace dunghan::app::api {
namespace {

std::string mark_of(task::Verdict verdict) {
    switch (verdict) {
        case task::Verdict::overdue: return "[Trễ hạn] ";
        case task::Verdict::due_soon: return "[Sắp đến hạn] ";
        default: return "";
    }
}

// A date for each milestone that has one in force.
void add_entries(
    std::vector<CalendarEntry>& entries,
    const StreamId& stream,
    const task::State& state,
    const View& view
) {
    const bool open = task::is_open(state);
    const auto judgement = judge(state, view);
    task::for_each_milestone(state, [&](std::uint32_t number) {
        const auto due = task::due_in_force(state, number);
        if (!due) {
            return;
        }
        const bool met = task::is_met(state, number);
        const Milestone milestone = *task::milestone_of(state, number);
        entries.push_back(
            {stream.value + "/" + std::to_string(number) + "@dunghan",
             state.version.value,
             state.last_recorded,
             date_at(plus_ms(*due, -1), view.rules->policy.zone),
             (open && !met ? mark_of(judgement.verdict) : "") + state.code + " – " +
                 state.description.value.title,
             milestone.label.empty() ? milestone.raw : milestone.label + ": " + milestone.raw,
             !open || met}
        );
    });
}

// "dh_….ics"; anything else is as good as a token nobody has.
std::string_view token_in(std::string_view name) {
    constexpr std::string_view ending = ".ics";
    return name.ends_with(ending) ? name.substr(0, name.size() - ending.size())
                                  : std::string_view{};
}

http::Answer read_feed(Context& context, const http::Request& request) {
    const auto visitor = visitor_of(context, token_in(request.places.at("feed")));
    if (!visitor || visitor->caller.role != access::AccessRole::feed) {
        return answer_to(
            Error{ErrorCode::not_found, "Expected the address of a feed that is still good"}, "feed"
        );
    }
    const auto view = context.views.at({});
    if (!view) {
        return answer_to(view.error());
    }
    std::vector<CalendarEntry> entries;
    const auto visited = audit::visit_tasks(
        context.views.store(),
        view->query,
        [&](const StreamId& stream, const task::State& state) {
            if (may_read(*visitor, state, *view)) {
                add_entries(entries, stream, state, *view);
            }
            return true;
        }
    );
    if (!visited) {
        return answer_to(visited.error());
    }
    const Agency* agency = view->rules->directory.agency(visitor->caller.agency);
    http::Answer answer;
    answer.type = "text/calendar; charset=utf-8";
    answer.body = ics_of("Thời hạn: " + (agency ? agency->name : visitor->caller.agency), entries);
    return answer;
}

}  // namespace

Operations feed_operations(Context& context) {
    Operation operation;
    operation.route = {
        "GET", "/feeds/{feed}", "readFeed", 0, on_worker(context, with(context, read_feed))};
    operation.tag = "feeds";
    operation.summary =
        "Due dates of one agency as iCalendar: /feeds/dh_….ics, the token being one of role feed";
    operation.places = {{"feed", "A token of role feed, and .ics", text_schema()}};
    operation.answer_type = "text/calendar; charset=utf-8";
    operation.also = {404};
    return {operation};
}

}  // namespace dunghan::app::api
