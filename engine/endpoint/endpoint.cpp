#include "engine/endpoint/endpoint.h"

#include <algorithm>
#include <functional>

#include "engine/directory/mail_address.h"
#include "engine/person/stream.h"

namespace dunghan::endpoint {
namespace {

bool is_owner(const std::string& text) {
    const auto person = person::referred_to(text);
    return person ? person::is_id(*person) : is_mail_address(text);
}

bool ascend(const std::vector<std::string>& types) {
    return std::ranges::adjacent_find(types, std::greater_equal<>{}) == types.end();
}

tl::unexpected<Rejection> bad(const std::string& expected) {
    return reject("bad_endpoint", "Expected " + expected);
}

}  // namespace

std::string_view name_of(DisableCause cause) {
    switch (cause) {
        case DisableCause::gone: return "gone";
        case DisableCause::silent: return "silent";
        case DisableCause::by_hand: return "by_hand";
    }
    return "";
}

Decision<void> check_endpoint(const Endpoint& endpoint, const Directory& directory) {
    if (!person::is_id(endpoint.id)) {
        return bad("an endpoint's id of 1 to 64 of a-z, 0-9 and inner hyphens, like ioc-tinh");
    }
    if (endpoint.url.empty() || endpoint.url.size() > url_octets_max) {
        return bad("a url of 1 to " + std::to_string(url_octets_max) + " octets");
    }
    if (!is_owner(endpoint.owner)) {
        return bad("an owner: the mail address of an office, or person:ID");
    }
    if (!endpoint.agency.empty() && directory.agency(endpoint.agency) == nullptr) {
        return bad(
            "an agency of the directory, or none for all, but got '" + endpoint.agency + "'"
        );
    }
    if (endpoint.types.size() > types_max || !ascend(endpoint.types)) {
        return bad(
            "at most " + std::to_string(types_max) + " types of events, ascending, each once"
        );
    }
    return {};
}

}  // namespace dunghan::endpoint
