// What a request about an endpoint says, and which kinds of them there are.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/endpoint/command.h"

#include "adapters/app/api/context.h"
#include "adapters/app/api/flat_body.h"

namespace dunghan::app::api {

// What a request says, until it is decided.
struct AskedOfEndpoint {
    Context& context;
    Visitor visitor;
    access::Operation needs{};
    std::string id;  // of the endpoint
    BodyFields body;
    std::optional<endpoint::Endpoint> content;  // that it is to have
    std::optional<DrawnSecret> drawn;
    dunghan::Request request;

    [[nodiscard]] std::string text(const std::string& name) const {
        return std::get<std::string>(body.at(name));
    }

    [[nodiscard]] std::uint64_t number(const std::string& name) const {
        return std::get<std::uint64_t>(body.at(name));
    }

    [[nodiscard]] bool flag(const std::string& name) const { return std::get<bool>(body.at(name)); }

    [[nodiscard]] Instant now() const { return context.views.now(); }
};

// One kind of change: how it is reached, and what is wished.
struct EndpointChange {
    std::string_view name;  // behind the endpoint in the path; empty: the endpoint itself
    std::string_view method;
    std::string_view operation;
    std::string_view summary;
    std::string_view body;  // schema
    access::Operation needs;
    BodyFields fields;
    Result<endpoint::Command> (*make)(AskedOfEndpoint& asked);
};

// They live as long as the program.
[[nodiscard]] const std::vector<EndpointChange>& endpoint_changes_known();

}  // namespace dunghan::app::api
