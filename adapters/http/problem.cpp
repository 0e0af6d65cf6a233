#include "adapters/http/problem.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace dunghan::http {
namespace {

struct Reason {
    unsigned status;
    std::string_view words;
};

constexpr Reason reasons[] = {
    {200, "OK"},
    {201, "Created"},
    {204, "No Content"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {411, "Length Required"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"}};

}  // namespace

std::string_view reason_of(unsigned status) {
    const auto found = std::ranges::find(reasons, status, &Reason::status);
    return found == std::end(reasons) ? "Unknown" : found->words;
}

Answer problem(const Problem& problem) {
    nlohmann::ordered_json json{
        {"type", "urn:dunghan:problem:" + problem.code},
        {"title", reason_of(problem.status)},
        {"status", problem.status},
        {"code", problem.code},
        {"detail", problem.detail}};
    if (!problem.field.empty()) {
        json["field"] = problem.field;
    }
    Answer answer;
    answer.status = problem.status;
    answer.type = "application/problem+json";
    answer.body = json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    return answer;
}

}  // namespace dunghan::http
