#include "adapters/app/api/answers.h"

namespace dunghan::app::api {
namespace {

unsigned status_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::not_found: return 404;
        case ErrorCode::invalid:
        case ErrorCode::limit_exceeded: return 400;
        case ErrorCode::unavailable: return 503;
        default: return 500;
    }
}

unsigned status_of(const Refusal& refusal) {
    switch (refusal.kind) {
        case Refusal::Kind::conflict: return 412;
        case Refusal::Kind::failed: return 503;
        case Refusal::Kind::rejected: break;
    }
    if (refusal.code == "not_found") {
        return 404;
    }
    if (refusal.code == "unauthorized") {
        return 401;
    }
    if (refusal.code == "forbidden") {
        return 403;
    }
    return refusal.code == "invalid" ? 400 : 422;
}

}  // namespace

std::string json_text(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

http::Answer json_answer(const Json& json, unsigned status) {
    http::Answer answer;
    answer.status = status;
    answer.body = json_text(json) + "\n";
    return answer;
}

http::Answer json_answer_with(
    const Json& object, const std::string& name, const std::string& member
) {
    http::Answer answer;
    answer.body = json_text(object);
    answer.body.pop_back();
    answer.body += (object.empty() ? "\"" : ",\"") + name + "\":" + member + "}\n";
    return answer;
}

http::Answer answer_to(const Error& error, const std::string& field) {
    const unsigned status = status_of(error.code);
    const bool ours = status == 500;
    return http::problem(
        {status,
         ours ? "internal" : std::string(to_text(error.code)),
         ours ? "Expected a sound store; the operator's log has the details" : error.detail,
         field}
    );
}

http::Answer answer_to(const Refusal& refusal) {
    const unsigned status = status_of(refusal);
    auto answer = http::problem({status, refusal.code, refusal.detail, ""});
    if (status == 503) {
        answer.fields.emplace_back("Retry-After", "1");
    }
    return answer;
}

http::Answer overloaded() {
    auto answer = http::problem(
        {503,
         "overloaded",
         "Expected less work waiting; nothing was done, try again in a second",
         ""}
    );
    answer.fields.emplace_back("Retry-After", "1");
    return answer;
}

}  // namespace dunghan::app::api
