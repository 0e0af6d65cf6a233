// Reminders that were issued: of which task, which rungs, to whom. What was sent of them, the
// deliveries say.
#include "engine/codec/event.h"

#include "adapters/app/api/event_reader.h"
#include "adapters/app/api/task_at.h"
#include "adapters/app/api/task_page.h"

namespace dunghan::app::api {
namespace {

// In the words of today, whatever the schema it was recorded by.
Result<Json> reminder_json(const Record& record) {
    const Envelope& envelope = record.envelope;
    return decode_payload(envelope.type, envelope.schema, record.payload)
        .map([&](const Event& event) {
            Json json{
                {"position", envelope.position.value},
                {"task", code_in(envelope.stream).value_or("")},
                {"recorded_at", to_rfc3339(envelope.recorded_at)}};
            json.update(Json::parse(encode_document(event)));
            return json;
        });
}

http::Answer list_reminders(Context& context, const http::Request& request) {
    const auto view = context.views.at(request);
    const auto after = number_of(request, "after", 0, INT64_MAX, 0);
    const auto limit = number_of(request, "limit", 1, page_max, page_usual);
    if (!view || !after || !limit) {
        return answer_to(!view ? view.error() : after ? limit.error() : after.error());
    }
    EventQuestion question{{*after}, std::string(name_of(EventType::reminder_issued)), ""};
    if (const std::string task = text_of(request, "task"); !task.empty()) {
        const auto found = task_at(context.views.store(), task, *view);
        if (!found) {
            return answer_to(found.error(), "task");
        }
        question.stream = found->stream.value;
    }
    if (view->says_when) {
        question.times = view->query;
    }
    EventReader reader(context, visitor_of(request), std::move(question));
    Json json{{"position", view->position.value}, {"items", Json::array()}};
    std::optional<Error> broken;
    Result<void> read;
    while (read && !broken && !reader.at_head() && json["items"].size() < *limit) {
        read = reader.read([&](const Record& record) {
            auto item = reminder_json(record);
            if (!item) {
                broken = item.error();
                return false;
            }
            json["items"].push_back(std::move(*item));
            return json["items"].size() < *limit;
        });
    }
    if (broken || !read) {
        return answer_to(broken ? *broken : read.error());
    }
    json["next"] = reader.at_head() ? Json() : Json(reader.position().value);
    return json_answer(json);
}

}  // namespace

Operations reminder_operations(Context& context) {
    Operation operation;
    operation.route = {
        "GET",
        "/v1/reminders",
        "listReminders",
        0,
        on_worker(context, with(context, list_reminders))};
    operation.tag = "reminders";
    operation.summary = "Reminders that were issued: of which task, which rungs, to whom";
    operation.needs = access::Operation::read_tasks;
    operation.query = with_times(
        {{"task", "Only of this task: its code", text_schema()},
         {"after", "Only positions after this one", number_schema(0, INT64_MAX, 0)},
         {"limit", "Reminders of a page", number_schema(1, page_max, page_usual)}}
    );
    operation.answer = "ReminderPage";
    operation.also = {404};
    return {operation};
}

}  // namespace dunghan::app::api
