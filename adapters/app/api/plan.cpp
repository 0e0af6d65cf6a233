// The plan as a whole: how many tasks there are, as the office rated them and as the clock says.
#include "engine/audit/as_of.h"
#include "engine/task/milestones.h"

#include "adapters/app/api/context.h"
#include "adapters/app/api/task_at.h"

namespace dunghan::app::api {
namespace {

using Counts = std::map<std::string, std::uint64_t>;

struct Plan {
    std::uint64_t tasks = 0;
    Counts rated;
    Counts derived;
    std::uint64_t undecided = 0;
    std::uint64_t cancelled = 0;
    Counts dossiers;  // by verdict, and so are the next
    Counts reports;
};

void count_task(Plan& plan, const task::State& state, task::Verdict verdict) {
    ++plan.tasks;
    if (const std::string& rated = state.rating.value.code; !rated.empty()) {
        ++plan.rated[rated];
    }
    const std::string derived(task::code_of(state, verdict));
    if (!derived.empty()) {
        ++plan.derived[derived];
    } else {
        ++(verdict == task::Verdict::cancelled ? plan.cancelled : plan.undecided);
    }
}

void count(Plan& plan, const task::State& state, task::Verdict verdict) {
    switch (state.kind) {
        case task::Kind::plan_task: count_task(plan, state, verdict); break;
        case task::Kind::dossier: ++plan.dossiers[std::string(to_text(verdict))]; break;
        case task::Kind::report: ++plan.reports[std::string(to_text(verdict))]; break;
    }
}

http::Answer read_plan(Context& context, const http::Request& request) {
    const auto view = context.views.at(request);
    if (!view) {
        return answer_to(view.error());
    }
    Plan plan;
    const auto visited = audit::visit_tasks(
        context.views.store(),
        view->query,
        [&](const StreamId&, const task::State& state) {
            if (may_read(visitor_of(request), state, *view)) {
                count(plan, state, judge(state, *view).verdict);
            }
            return true;
        }
    );
    if (!visited) {
        return answer_to(visited.error());
    }
    Json json = instants_json(*view);
    json["tasks"] = {
        {"total", plan.tasks},
        {"rated", plan.rated},
        {"derived", plan.derived},
        {"undecided", plan.undecided},
        {"cancelled", plan.cancelled}};
    json["dossiers"] = plan.dossiers;
    json["reports"] = plan.reports;
    return json_answer(json);
}

}  // namespace

Operations plan_operations(Context& context) {
    Operation operation;
    operation.route = {
        "GET", "/v1/plan", "readPlan", 0, on_worker(context, with(context, read_plan))};
    operation.tag = "plan";
    operation.summary = "How many tasks of the plan, as they are rated and as the clock says";
    operation.needs = access::Operation::read_tasks;
    operation.query = with_times({});
    operation.answer = "Plan";
    return {operation};
}

}  // namespace dunghan::app::api
