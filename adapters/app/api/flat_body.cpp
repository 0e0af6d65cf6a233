#include "adapters/app/api/flat_body.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "adapters/app/api/change_body.h"

namespace dunghan::app::api {
namespace {

using nlohmann::json;

constexpr const char* const kinds[] = {
    "a text", "a whole number from 0 on", "true or false", "a list of texts"};

// Hears the tokens of the body. No tree is built: a body of a hundred thousand brackets ends at the
// third one.
class Listener : public json::json_sax_t {
 public:
    explicit Listener(BodyFields& out) : out_(out) {}

    std::optional<Error> problem;

    bool start_object(std::size_t) override {
        return std::exchange(inside_, true) ? expected("an object") : true;
    }

    bool key(std::string& name) override {
        field_ = out_.find(name);
        if (field_ == out_.end()) {
            return refuse(
                "Expected '" + name + "' to be a field of this operation; see /openapi.json"
            );
        }
        if (!seen_.insert(name).second) {
            return refuse("Expected '" + name + "' once, but it stands there twice");
        }
        return true;
    }

    bool string(std::string& text) override {
        if (in_list_) {
            std::get<std::vector<std::string>>(field_->second).push_back(std::move(text));
            return true;
        }
        return put(std::move(text), "a text");
    }

    bool number_unsigned(number_unsigned_t number) override {
        return put(std::uint64_t{number}, "a number");
    }

    bool boolean(bool value) override { return put(value, "true or false"); }

    bool start_array(std::size_t) override {
        if (!put(std::vector<std::string>{}, "a list")) {
            return false;
        }
        in_list_ = true;
        return true;
    }

    bool end_array() override {
        in_list_ = false;
        return true;
    }

    bool number_integer(number_integer_t) override { return expected("a negative number"); }

    bool number_float(number_float_t, const string_t&) override {
        return expected("a number with a fraction");
    }

    bool null() override { return expected("null; leave it out"); }

    bool binary(binary_t&) override { return expected("octets"); }

    bool end_object() override { return true; }

    bool parse_error(std::size_t at, const std::string&, const json::exception&) override {
        return refuse(
            "Expected one JSON object in UTF-8, but column " + std::to_string(at) +
            " does not continue one"
        );
    }

 private:
    template <class T>
    bool put(T value, const char* what) {
        if (!inside_ || in_list_ || !std::holds_alternative<T>(field_->second)) {
            return expected(what);
        }
        field_->second = std::move(value);
        return true;
    }

    bool expected(const std::string& got) {
        if (!inside_) {
            return refuse("Expected one JSON object, but got something else");
        }
        const std::string wanted = in_list_ ? "texts alone" : kinds[field_->second.index()];
        return refuse("Expected '" + field_->first + "' to be " + wanted + ", but got " + got);
    }

    bool refuse(std::string detail) {
        problem = Error{ErrorCode::invalid, std::move(detail)};
        return false;
    }

    BodyFields& out_;
    BodyFields::iterator field_;
    std::set<std::string> seen_;
    bool inside_ = false;
    bool in_list_ = false;
};

}  // namespace

Result<BodyFields> read_flat_body(const http::Request& request, BodyFields fields) {
    if (const auto framed = check_framing(request); !framed) {
        return tl::unexpected(framed.error());
    }
    Listener listener(fields);
    (void)json::sax_parse(request.body, &listener);  // what is wrong, the listener has said
    if (listener.problem) {
        return tl::unexpected(*listener.problem);
    }
    return fields;
}

}  // namespace dunghan::app::api
