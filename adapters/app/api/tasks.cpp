// Reading tasks: one, a page of them, the history of one.
#include "adapters/app/api/context.h"
#include "adapters/app/api/task_page.h"
#include "adapters/app/event_json.h"
#include "adapters/app/task_json.h"

namespace dunghan::app::api {
namespace {

http::Answer read_task(Context& context, const http::Request& request) {
    const auto view = context.views.at(request);
    if (!view) {
        return answer_to(view.error());
    }
    const std::string& code = request.places.at("task");
    const auto found = context.told.find(code, *view);
    if (!found) {
        return answer_to(found.error(), "task");
    }
    const ToldTask& told = **found;
    if (!may_read(visitor_of(request), told.at.state, *view)) {
        return answer_to(
            Error{
                ErrorCode::not_found,
                "Expected the code of a task known then, like 2.8, but got '" + code + "'"},
            "task"
        );
    }
    auto answer = json_answer_with(instants_json(*view), "item", told.json);
    if (!view->says_when) {
        answer.fields.emplace_back(
            "ETag", "\"" + std::to_string(told.at.state.version.value) + "\""
        );
    }
    return answer;
}

http::Answer list_tasks(Context& context, const http::Request& request) {
    const auto view = context.views.at(request);
    const auto question = task_question(request);
    if (!view || !question) {
        return answer_to(view ? question.error() : view.error());
    }
    const auto page = task_page(context.views.store(), *view, visitor_of(request), *question);
    if (!page) {
        return answer_to(page.error());
    }
    Json json = instants_json(*view);
    json["items"] = Json::array();
    for (const auto& [place, state] : page->tasks) {
        json["items"].push_back(
            task_json({place.stream}, state, judge(state, *view), view->rules->directory)
        );
    }
    json["next"] = page->next ? Json(cursor_of(*page->next)) : Json();
    return json_answer(json);
}

http::Answer read_history(Context& context, const http::Request& request) {
    const auto view = context.views.at(request);
    const auto limit = number_of(request, "limit", 1, page_max, page_usual);
    const auto after = number_of(request, "after", 0, UINT32_MAX, 0);
    if (!view || !limit || !after) {
        return answer_to(!view ? view.error() : (!limit ? limit.error() : after.error()));
    }
    const auto found = task_at(context.views.store(), request.places.at("task"), *view);
    if (!found || !may_read(visitor_of(request), found->state, *view)) {
        return read_task(context, request);  // says why, in the same words
    }
    Json json = instants_json(*view);
    json["items"] = Json::array();
    json["next"] = Json();
    const auto read = context.views.store().read_stream(found->stream, [&](const Record& record) {
        const Envelope& envelope = record.envelope;
        if (envelope.version.value <= *after || !is_visible(envelope, view->query)) {
            return true;
        }
        if (json["items"].size() == *limit) {
            json["next"] = json["items"].back()["version"];
            return false;
        }
        json["items"].push_back(event_json(record));
        return true;
    });
    return read ? json_answer(json) : answer_to(read.error());
}

std::vector<Parameter> list_parameters() {
    return with_times(
        {{"kind", "Only of this kind", words_schema(task_kinds())},
         {"verdict", "Only where the clock says so", words_schema(task_verdicts())},
         {"agency", "Only what this agency holds or is waited for: its id", text_schema()},
         {"sort",
          "stream: by kind and code; due: the earliest first; days_late: the latest first",
          words_schema(task_sorts)},
         {"limit", "Tasks of a page", number_schema(1, page_max, page_usual)},
         {"cursor", "The 'next' of the page before", text_schema(400)}}
    );
}

}  // namespace

Operations task_operations(Context& context) {
    Operations operations(3);
    operations[0].route = {
        "GET", "/v1/tasks", "listTasks", 0, on_worker(context, with(context, list_tasks))};
    operations[0].summary = "Tasks, filtered and sorted, a page at a time";
    operations[0].query = list_parameters();
    operations[0].answer = "TaskPage";
    operations[1].route = {
        "GET", "/v1/tasks/{task}", "readTask", 0, soon(context, with(context, read_task))};
    operations[1].summary = "One task: what is known of it, and what the clock says";
    operations[1].places = {task_place()};
    operations[1].query = with_times({});
    operations[1].answer = "TaskAnswer";
    operations[1].also = {404};
    operations[2].route = {
        "GET",
        "/v1/tasks/{task}/events",
        "readHistory",
        0,
        on_worker(context, with(context, read_history))};
    operations[2].summary = "What happened to one task, in the order it was recorded";
    operations[2].places = {task_place()};
    operations[2].query = with_times(
        {{"after", "Only versions after this one", number_schema(0, UINT32_MAX, 0)},
         {"limit", "Events of a page", number_schema(1, page_max, page_usual)}}
    );
    operations[2].answer = "HistoryPage";
    operations[2].also = {404};
    for (Operation& operation : operations) {
        operation.tag = "tasks";
        operation.needs = access::Operation::read_tasks;
    }
    return operations;
}

}  // namespace dunghan::app::api
