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
    http::Route route;  // its places are parameters of the path
    std::string tag;    // "tasks"
    std::string summary;
    std::optional<access::Operation> needs;  // nothing: whoever asks
    std::vector<Parameter> query;
    std::string body;    // a schema of components; empty: no body
    std::string answer;  // likewise; empty: `answer_type` says it all
    std::string answer_type = "application/json";
    unsigned status = 200;       // when all went well
    bool changes = false;        // reads Idempotency-Key and If-Match, answers a receipt
    std::vector<unsigned> also;  // other answers than those every operation of its kind has
};

using Operations = std::vector<Operation>;

// Schemas of parameters that several operations read.
[[nodiscard]] Json text_schema(std::uint64_t octets_max = 200);
[[nodiscard]] Json number_schema(std::uint64_t least, std::uint64_t most, std::uint64_t unsaid);
[[nodiscard]] Json words_schema(const std::vector<std::string>& words);
[[nodiscard]] std::vector<Parameter> with_times(std::vector<Parameter> more);  // as_of, as_known

}  // namespace dunghan::app::api
