// One operation of the API: how it is reached, what it reads, what it answers, who may, and what it
// does. The table of them is the router and the OpenAPI document alike, so that neither can say
// more than the other.
#pragma once

#include <optional>

#include "engine/access/role.h"

#include "adapters/app/api/answers.h"
#include "adapters/http/router.h"

namespace dunghan::app::api {

struct Parameter {
    std::string name;
    std::string help;
    Json schema;
};

struct Operation {
    http::Route route;
    std::vector<Parameter> places;  // those of the route's path
    std::string tag;                // "tasks"
    std::string summary;
    std::optional<access::Operation> needs;  // nothing: whoever asks
    std::vector<Parameter> query;
    std::vector<Parameter> headers;  // fields it reads besides those of every change
    std::string body;                // a schema of components; empty: no body
    std::string answer;              // likewise; empty: `answer_type` says it all
    std::string answer_type = "application/json";
    unsigned status = 200;       // when all went well
    bool changes = false;        // reads Idempotency-Key and If-Match, answers a receipt
    std::vector<unsigned> also;  // other answers than those every operation of its kind has
    std::string not_yet;         // a schema of components: what 503 says, where that is no problem
};

using Operations = std::vector<Operation>;

// Schemas of parameters that several operations read.
[[nodiscard]] Json text_schema(std::uint64_t octets_max = 200);
[[nodiscard]] Json number_schema(std::uint64_t least, std::uint64_t most, std::uint64_t unsaid);
[[nodiscard]] Json words_schema(const std::vector<std::string>& words);
[[nodiscard]] Parameter task_place();
[[nodiscard]] std::vector<Parameter> with_times(std::vector<Parameter> more);  // as_of, as_known

}  // namespace dunghan::app::api
