// The log as the API tells it: a page, live (server-sent events), and whole (JSON lines).
#include <charconv>

#include "adapters/app/api/event_reader.h"
#include "adapters/app/api/task_page.h"
#include "adapters/app/event_json.h"

namespace dunghan::app::api {
namespace {

constexpr std::size_t piece_octets = 64 * 1024;

Read<EventQuestion> event_question(const http::Request& request) {
    const auto after = number_of(request, "after", 0, INT64_MAX, 0);
    if (!after) {
        return tl::unexpected(after.error());
    }
    return EventQuestion{{*after}, text_of(request, "type"), text_of(request, "stream")};
}

// With the instants it asks about: unsaid, all there is.
Read<EventQuestion> past_question(Context& context, const http::Request& request) {
    auto question = event_question(request);
    const auto view = context.views.at(request);
    if (question && !view) {
        return tl::unexpected(view.error());
    }
    if (question && view->says_when) {
        question->times = view->query;
    }
    return question;
}

http::Answer list_events(Context& context, const http::Request& request) {
    auto question = past_question(context, request);
    const auto limit = number_of(request, "limit", 1, page_max, page_usual);
    if (!question || !limit) {
        return answer_to(question ? limit.error() : question.error());
    }
    EventReader reader(context, visitor_of(request), std::move(*question));
    Json json{{"position", context.views.store().head().value}, {"items", Json::array()}};
    Result<void> read;
    while (read && !reader.at_head() && json["items"].size() < *limit) {
        read = reader.read([&](const Record& record) {
            json["items"].push_back(event_json(record));
            return json["items"].size() < *limit;
        });
    }
    if (!read) {
        return answer_to(read.error());
    }
    json["next"] = reader.at_head() ? Json() : Json(reader.position().value);
    return json_answer(json);
}

std::string sse(std::string_view event, std::uint64_t id, const std::string& data) {
    return "id: " + std::to_string(id) + "\nevent: " + std::string(event) + "\ndata: " + data +
           "\n\n";
}

// Each piece is read from the log when the one before has left: a slow reader costs nothing, and
// one that takes nothing for the time of a write is dropped by the server.
class LiveEvents : public http::Stream {
 public:
    LiveEvents(EventReader reader, std::string first)
        : reader_(std::move(reader)), first_(std::move(first)) {}

    Piece next() override {
        if (!first_.empty()) {
            return {std::exchange(first_, {}), false};
        }
        if (!reader_.is_still_welcome()) {
            return {end("unauthorized"), true};
        }
        std::string octets;
        const auto read = reader_.read([&](const Record& record) {
            octets +=
                sse(name_of(record.envelope.type),
                    record.envelope.position.value,
                    event_json(record).dump());
            return octets.size() < piece_octets;
        });
        if (!read) {
            return {end("unavailable"), true};
        }
        if (octets.empty() && ++quiet_ % heartbeat_each == 0) {
            octets = ":\n\n";
        }
        return {std::move(octets), false};
    }

 private:
    static constexpr unsigned heartbeat_each = 15;  // looks, about a second each

    static std::string end(const std::string& why) {
        return "event: end\ndata: {\"code\":\"" + why + "\"}\n\n";
    }

    EventReader reader_;
    std::string first_;
    unsigned quiet_ = 0;
};

// Where the reader left off: the field a browser sends when it comes again, else `after`. A
// position that the log has never reached is of another log: it begins anew, and says so.
http::Answer stream_events(Context& context, const http::Request& request) {
    auto question = event_question(request);
    if (!question) {
        return answer_to(question.error());
    }
    std::string first = "retry: 2000\n\n";
    if (const std::string_view last = request.field("last-event-id"); !last.empty()) {
        std::uint64_t position = 0;
        const auto read = std::from_chars(last.data(), last.data() + last.size(), position);
        const bool ours = read.ec == std::errc{} && read.ptr == last.data() + last.size() &&
                          position <= context.views.store().head().value;
        question->after = {ours ? position : 0};
        if (!ours) {
            first += "event: reset\ndata: {\"code\":\"unknown_position\",\"from\":1}\n\n";
        }
    }
    http::Answer answer;
    answer.type = "text/event-stream";
    answer.stream = std::make_shared<LiveEvents>(
        EventReader(context, visitor_of(request), std::move(*question)), std::move(first)
    );
    return answer;
}

class Lines : public http::Stream {
 public:
    explicit Lines(EventReader reader) : reader_(std::move(reader)) {}

    Piece next() override {
        std::string octets;
        Result<void> read;
        while (read && octets.size() < piece_octets && !reader_.at_head()) {
            read = reader_.read([&](const Record& record) {
                octets += event_json(record).dump() + "\n";
                return octets.size() < piece_octets;
            });
        }
        return {std::move(octets), reader_.at_head(), !read};
    }

 private:
    EventReader reader_;
};

http::Answer export_events(Context& context, const http::Request& request) {
    auto question = past_question(context, request);
    if (!question) {
        return answer_to(question.error());
    }
    http::Answer answer;
    answer.type = "application/x-ndjson";
    answer.stream =
        std::make_shared<Lines>(EventReader(context, visitor_of(request), std::move(*question)));
    return answer;
}

std::vector<Parameter> event_parameters() {
    return {
        {"after", "Only positions after this one", number_schema(0, INT64_MAX, 0)},
        {"type", "Only events of this type: task_assigned", text_schema()},
        {"stream", "Only of this stream: task/2.8", text_schema()}};
}

}  // namespace

Operations event_operations(Context& context) {
    Operations operations(3);
    operations[0].route = {
        "GET", "/v1/events", "listEvents", 0, on_worker(context, with(context, list_events))};
    operations[0].summary = "The log, a page at a time";
    operations[0].query = with_times(event_parameters());
    operations[0].query.push_back(
        {"limit", "Events of a page", number_schema(1, page_max, page_usual)}
    );
    operations[0].answer = "EventPage";
    operations[1].route = {
        "GET", "/v1/events/stream", "streamEvents", 0, at_once(with(context, stream_events))};
    operations[1].summary = "The log as it grows: server-sent events, resumed by Last-Event-ID";
    operations[1].query = event_parameters();
    operations[1].headers = {
        {"Last-Event-ID",
         "Where the reader left off; wins over 'after'",
         {{"type", "string"}, {"maxLength", 20}}}};
    operations[1].answer_type = "text/event-stream";
    operations[2].route = {
        "GET", "/v1/events/export", "exportEvents", 0, at_once(with(context, export_events))};
    operations[2].summary = "The log to its end, one JSON object a line";
    operations[2].query = with_times(event_parameters());
    operations[2].answer_type = "application/x-ndjson";
    for (Operation& operation : operations) {
        operation.tag = "events";
        operation.needs = access::Operation::read_tasks;
    }
    return operations;
}

}  // namespace dunghan::app::api
