#include "adapters/certificate/object.h"

#include <array>

namespace dunghan::certificate {
namespace {

const Json nothing;

}  // namespace

Object::Object(const Json& json, std::string path, std::string& problem)
    : json_(json), path_(std::move(path)), problem_(problem) {
    if (!json_.is_object()) {
        refuse("", "an object");
    }
}

std::string Object::path_of(const std::string& key) const {
    return path_.empty() || key.empty() ? path_ + key : path_ + "." + key;
}

void Object::refuse(const std::string& key, const std::string& expected) {
    if (problem_.empty()) {
        const std::string path = path_of(key);
        problem_ = "Expected " + (path.empty() ? "the certificate" : path) + " to be " + expected +
                   ", but it is not";
    }
}

const Json& Object::get(const char* key) {
    const auto found = json_.is_object() ? json_.find(key) : json_.end();
    if (!json_.is_object() || found == json_.end()) {
        refuse(key, "there");
        return nothing;
    }
    ++asked_;
    return *found;
}

std::string Object::text(const char* key) {
    const Json& json = get(key);
    if (!json.is_string() || json.get_ref<const std::string&>().size() > text_octets_max) {
        refuse(key, "a text");
        return {};
    }
    return json.get<std::string>();
}

std::int64_t Object::integer(const char* key, std::int64_t min, std::int64_t max) {
    const Json& json = get(key);
    // What does not fit is unsigned or a fraction to the parser.
    const bool whole = json.is_number_integer() &&
                       (!json.is_number_unsigned() || json.get<std::uint64_t>() <= INT64_MAX);
    const std::int64_t value = whole ? json.get<std::int64_t>() : 0;
    if (!whole || value < min || value > max) {
        refuse(key, "a whole number from " + std::to_string(min) + " to " + std::to_string(max));
        return min;
    }
    return value;
}

bool Object::flag(const char* key) {
    const Json& json = get(key);
    if (!json.is_boolean()) {
        refuse(key, "true or false");
        return false;
    }
    return json.get<bool>();
}

Instant Object::instant(const char* key) {
    const std::string written = text(key);
    const auto read = parse_instant(written, Zone{});
    if (!read || to_rfc3339(*read) != written) {
        refuse(key, "an instant like 2026-11-26T17:00:00.000Z");
        return {};
    }
    return *read;
}

Date Object::date(const char* key) {
    const auto read = parse_date(text(key));
    if (!read) {
        refuse(key, "a date like 2026-11-26");
        return Date{std::chrono::year{2000} / 1 / 1};
    }
    return *read;
}

Object Object::object(const char* key) {
    return {get(key), path_of(key), problem_};
}

void Object::done() {
    if (json_.is_object() && json_.size() != asked_) {
        refuse("", "without members that are not part of a certificate");
    }
}

}  // namespace dunghan::certificate
