// What goes out: the mails, and how far their delivery has come.
#include "adapters/app/api/context.h"
#include "adapters/app/api/task_page.h"
#include "adapters/app/task_json.h"

namespace dunghan::app::api {
namespace {

http::Answer list_deliveries(Context& context, const http::Request& request) {
    const auto view = context.views.at(request);
    const auto limit = number_of(request, "limit", 1, page_max, page_usual);
    if (!view || !limit) {
        return answer_to(view ? limit.error() : view.error());
    }
    const Store& store = context.views.store();
    const std::string cursor = text_of(request, "cursor");
    const std::string from = cursor.empty() ? "" : cursor + '\0';
    Json json{{"position", view->position.value}, {"items", Json::array()}, {"next", nullptr}};
    std::string last;
    std::optional<Error> broken;
    const auto scanned =
        store.scan(dunghan::View::digest, from, {}, [&](std::string_view key, std::string_view) {
            if (json["items"].size() == *limit) {
                json["next"] = last;
                return false;
            }
            const auto digest = digest_at(store, {std::string(key)}, view->query);
            if (!digest) {
                broken = digest.error();
                return false;
            }
            last = key;
            if (*digest) {
                json["items"].push_back(digest_state_json({last}, **digest));
            }
            return true;
        });
    if (broken || !scanned) {
        return answer_to(broken ? *broken : scanned.error());
    }
    return json_answer(json);
}

}  // namespace

Operations delivery_operations(Context& context) {
    Operation operation;
    operation.route = {
        "GET",
        "/v1/deliveries",
        "listDeliveries",
        0,
        on_worker(context, with(context, list_deliveries))};
    operation.tag = "deliveries";
    operation.summary = "Mails, and how far their delivery has come";
    operation.needs = access::Operation::read_log;
    operation.query = with_times(
        {{"limit", "Mails of a page", number_schema(1, page_max, page_usual)},
         {"cursor", "The 'next' of the page before", text_schema(400)}}
    );
    operation.answer = "DeliveryPage";
    return {operation};
}

}  // namespace dunghan::app::api
