#include "adapters/app/api/publish_rules.h"

#include "adapters/app/api/change_body.h"
#include "adapters/app/api/guard.h"
#include "adapters/app/documents.h"
#include "adapters/app/publishing.h"

namespace dunghan::app::api {
namespace {

constexpr std::size_t documents_max = 64;

Error misshapen(const std::string& what) {
    return {
        ErrorCode::invalid,
        "Expected a body like {\"documents\":[{\"name\":\"policy.yaml\",\"text\":\"kind: "
        "policy\\n…\"}]} with 1 to " +
            std::to_string(documents_max) + " documents, but " + what};
}

Result<Publication> document_in(const Json& item) {
    const bool two_texts = item.is_object() && item.size() == 2 && item.contains("name") &&
                           item.contains("text") && item["name"].is_string() &&
                           item["text"].is_string();
    if (!two_texts) {
        return tl::unexpected(misshapen("one is no object of 'name' and 'text'"));
    }
    return read_document(
        item["text"].get_ref<const std::string&>(), item["name"].get_ref<const std::string&>()
    );
}

Result<std::vector<Publication>> documents_in(const http::Request& request) {
    if (const auto framed = check_framing(request); !framed) {
        return tl::unexpected(framed.error());
    }
    const Json body = Json::parse(request.body, nullptr, false);
    if (!body.is_object() || body.size() != 1 || !body.contains("documents") ||
        !body["documents"].is_array()) {
        return tl::unexpected(misshapen("it is none"));
    }
    const Json& items = body["documents"];
    if (items.empty() || items.size() > documents_max) {
        return tl::unexpected(misshapen("it has " + std::to_string(items.size())));
    }
    std::vector<Publication> documents;
    for (const Json& item : items) {
        auto document = document_in(item);
        if (!document) {
            return tl::unexpected(document.error());
        }
        documents.push_back(std::move(*document));
    }
    return documents;
}

// On the engine's thread.
http::Answer published(
    Context& context, const Visitor& visitor, const std::vector<Publication>& documents
) {
    if (!is_still_good(context, visitor)) {
        return unauthorized();
    }
    const std::string actor = "person:" + visitor.caller.holder;
    const auto events = publish_together(context.engine, documents, actor);
    if (!events && events.error().code == ErrorCode::refused) {
        return http::problem({422, "refused", events.error().detail, ""});
    }
    if (!events) {
        return answer_to(events.error());
    }
    return json_answer(
        {{"position", context.views.store().head().value},
         {"documents", published_json(documents, *events)}}
    );
}

void publish(Context& context, const http::Request& request, const http::Respond& respond) {
    auto documents = documents_in(request);
    if (!documents) {
        respond(answer_to(documents.error(), "documents"));
        return;
    }
    const bool taken = context.desk.run(
        [&context, visitor = visitor_of(request), documents = std::move(*documents), respond] {
            respond(published(context, visitor, documents));
        }
    );
    if (!taken) {
        respond(overloaded());
    }
}

}  // namespace

Operation publish_operation(Context& context) {
    Operation operation;
    operation.route = {
        "POST",
        "/v1/rules",
        "publishRules",
        http::body_octets_max,
        [&context](const http::Request& request, const http::Respond& respond) {
            publish(context, request, respond);
        }};
    operation.tag = "rules";
    operation.summary =
        "Publish documents, all of them or none; one that is in force already changes nothing";
    operation.needs = access::Operation::publish_rules;
    operation.body = "RuleDocuments";
    operation.answer = "Published";
    operation.also = {422};
    return operation;
}

}  // namespace dunghan::app::api
