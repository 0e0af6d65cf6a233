// What every handler answers with: JSON, or a problem with a stable code and the way out.
#pragma once

#include <nlohmann/json.hpp>

#include "engine/runtime/request.h"

#include "adapters/http/problem.h"

namespace dunghan::app::api {

using Json = nlohmann::ordered_json;

[[nodiscard]] http::Answer json_answer(const Json& json, unsigned status = 200);

[[nodiscard]] std::string json_text(const Json& json);

// The object with one member more, which is text already.
[[nodiscard]] http::Answer json_answer_with(
    const Json& object, const std::string& name, const std::string& member
);

// not_found 404, invalid 400, unavailable 503, the rest 500. Of a damaged store nothing is told but
// that it is: its details are the operator's.
[[nodiscard]] http::Answer answer_to(const Error& error, const std::string& field = "");

// What the engine refused: the domain's no is 422, a stream that moved on 412, an outcome nobody
// knows 503: to be asked again with the same Idempotency-Key.
[[nodiscard]] http::Answer answer_to(const Refusal& refusal);

// Too much is waiting: 503, and when to come back.
[[nodiscard]] http::Answer overloaded();

}  // namespace dunghan::app::api
