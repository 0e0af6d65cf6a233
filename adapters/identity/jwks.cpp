#include "adapters/identity/jwks.h"

#include "adapters/identity/base64url.h"
#include "adapters/identity/strict_json.h"

namespace dunghan::identity {
namespace {

using Json = nlohmann::json;

constexpr std::size_t keys_max = 64;

std::string text_in(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string octets_in(const Json& object, const char* name) {
    return from_base64url(text_in(object, name)).value_or("");
}

// Nothing: a key for something else.
Result<std::optional<Jwk>> key_in(const Json& object) {
    const std::string use = text_in(object, "use");
    const std::string kind = text_in(object, "kty");
    const std::string curve = text_in(object, "crv");
    const std::string name = text_in(object, "alg");
    const auto algorithm = algorithm_from(name);
    if ((!use.empty() && use != "sig") || (!name.empty() && !algorithm)) {
        return std::nullopt;
    }
    Result<PublicKey> key = fail(ErrorCode::invalid, "");
    if (kind == "RSA") {
        key = PublicKey::rsa(octets_in(object, "n"), octets_in(object, "e"));
    } else if (kind == "EC" && curve == "P-256") {
        key = PublicKey::p256(octets_in(object, "x"), octets_in(object, "y"));
    } else if (kind == "OKP" && curve == "Ed25519") {
        key = PublicKey::ed25519(octets_in(object, "x"));
    } else {
        return std::nullopt;
    }
    if (!key) {
        return tl::unexpected(key.error());
    }
    if (algorithm && !key->serves(*algorithm)) {
        return fail(ErrorCode::invalid, "Expected an 'alg' of its kind of key, but got " + name);
    }
    return Jwk{std::move(*key), algorithm};
}

tl::unexpected<Error> bad(const std::string& what) {
    return fail(ErrorCode::invalid, "Expected a JSON Web Key Set of public keys, but " + what);
}

}  // namespace

Result<Jwks> Jwks::read(std::string_view json) {
    const auto set = json.size() <= jwks_octets_max ? strict_object(json) : std::nullopt;
    const auto list = set ? set->find("keys") : Json::const_iterator();
    if (!set || list == set->end() || !list->is_array() || list->size() > keys_max) {
        return bad("it is no object with a list 'keys' of at most 64");
    }
    Jwks keys;
    for (const Json& object : *list) {
        const std::string id = object.is_object() ? text_in(object, "kid") : "";
        const std::string name = "key '" + id + "'";
        if (!object.is_object()) {
            return bad("one of them is no object");
        }
        if (object.contains("d")) {
            return bad(name + " is a private one; take its 'd' out, and draw another");
        }
        auto key = key_in(object);
        if (!key) {
            return bad(name + " is none: " + key.error().detail);
        }
        if (*key && !keys.keys_.emplace(id, std::move(**key)).second) {
            return bad(name + " stands there twice");
        }
    }
    return keys.keys_.empty() ? bad("none signs with RS256, PS256, ES256 or EdDSA")
                              : Result<Jwks>(std::move(keys));
}

const Jwk* Jwks::find(const std::optional<std::string>& id) const {
    if (!id) {
        return keys_.size() == 1 ? &keys_.begin()->second : nullptr;
    }
    const auto found = keys_.find(*id);
    return found == keys_.end() ? nullptr : &found->second;
}

}  // namespace dunghan::identity
