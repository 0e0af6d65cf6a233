#include "engine/projection/tokens.h"

#include "engine/access/evolve.h"
#include "engine/access/stream.h"
#include "engine/projection/document.h"

namespace dunghan {
namespace {

constexpr std::string_view after_token_rows = "token0";  // '0' follows '/'

Result<access::State> token_at(const Store& store, const StreamId& stream, const TimeQuery& query) {
    access::State state;
    Result<void> folded;
    const auto read = store.read_stream(stream, [&](const Record& record) {
        const Envelope& envelope = record.envelope;
        if (!is_visible(envelope, query)) {
            return true;
        }
        folded = decode_payload(envelope.type, envelope.schema, record.payload)
                     .map([&](const Event& event) {
                         if (const auto* created = std::get_if<access::TokenCreated>(&event)) {
                             evolve(state, envelope, *created);
                         }
                         if (const auto* revoked = std::get_if<access::TokenRevoked>(&event)) {
                             evolve(state, envelope, *revoked);
                         }
                     });
        return folded.has_value();
    });
    if (!read || !folded) {
        return tl::unexpected(read ? folded.error() : read.error());
    }
    return state;
}

}  // namespace

// A row does not say its type; what is wanting in one type is too much in the other.
Result<access::State> token_in_row(const std::optional<std::string>& row) {
    access::State state;
    if (!row) {
        return state;
    }
    if (const auto created = read_document<access::TokenCreated>(*row)) {
        evolve(state, {}, *created);
        return state;
    }
    return read_document<access::TokenRevoked>(*row).map([&](const auto& revoked) {
        evolve(state, {}, revoked);
        return state;
    });
}

Result<std::optional<access::Token>> find_token(const Store& store, std::string_view id) {
    return store.get(View::notice, access::token_stream(id).value)
        .and_then(token_in_row)
        .map([](const access::State& state) { return state.token; });
}

Result<std::vector<access::State>> tokens_at(const Store& store, const TimeQuery& query) {
    std::vector<StreamId> streams;
    const auto scanned = store.scan(
        View::notice,
        access::token_stream_begin,
        after_token_rows,
        [&](std::string_view key, std::string_view) {
            streams.push_back({std::string(key)});
            return true;
        }
    );
    if (!scanned) {
        return tl::unexpected(scanned.error());
    }
    std::vector<access::State> tokens;
    for (const StreamId& stream : streams) {
        auto token = token_at(store, stream, query);
        if (!token) {
            return tl::unexpected(token.error());
        }
        if (token->token) {
            tokens.push_back(std::move(*token));
        }
    }
    return tokens;
}

}  // namespace dunghan
