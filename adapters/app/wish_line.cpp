#include "adapters/app/wish_line.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace dunghan::app {
namespace {

using nlohmann::json;

// Hears the tokens of the line. No tree is built: a line of a hundred thousand brackets ends at the
// second one.
class Listener : public json::json_sax_t {
 public:
    explicit Listener(WishLine& out) : out_(out) {}

    bool start_object(std::size_t) override {
        return ++depth_ == 1 || expected("a text or a number, but got an object");
    }

    bool key(std::string& name) override {
        field_ = std::ranges::find(wish_fields, name, &WishField::name);
        if (field_ == wish_fields.end()) {
            return problem("Expected only known fields, but got '" + name + "'");
        }
        if (std::ranges::count(seen_, field_->name) > 0) {
            return problem("Expected '" + name + "' once, but it stands there twice");
        }
        seen_.push_back(field_->name);
        return true;
    }

    bool string(std::string& text) override {
        if (depth_ == 0) {
            return expected("an object");
        }
        const auto* member = std::get_if<std::string Wish::*>(&field_->member);
        if (!member) {
            return expected("a whole number, but got a text");
        }
        out_.wish.*(*member) = std::move(text);
        return true;
    }

    bool number_unsigned(number_unsigned_t number) override {
        if (depth_ == 0) {
            return expected("an object");
        }
        const auto* member = std::get_if<std::optional<std::uint64_t> Wish::*>(&field_->member);
        if (!member) {
            return expected("a text, but got a number");
        }
        out_.wish.*(*member) = number;
        return true;
    }

    bool number_integer(number_integer_t) override {
        return expected("a whole number from 0 on, but got a negative one");
    }

    bool number_float(number_float_t, const string_t&) override {
        return expected("a whole number, but got one with a fraction");
    }

    bool boolean(bool) override { return expected("a text or a number, but got true or false"); }

    bool null() override { return expected("a text or a number, but got null; leave it out"); }

    bool start_array(std::size_t) override {
        return expected("a text or a number, but got a list");
    }

    bool binary(binary_t&) override { return expected("a text or a number"); }

    bool end_object() override { return true; }

    bool end_array() override { return true; }

    bool parse_error(std::size_t at, const std::string&, const json::exception&) override {
        return problem(
            "Expected one JSON object in UTF-8, but column " + std::to_string(at) +
            " does not continue one"
        );
    }

 private:
    bool expected(const std::string& what) {
        if (depth_ == 0) {
            return problem("Expected one JSON object, but got something else");
        }
        return problem("Expected '" + std::string(field_->name) + "' to be " + what);
    }

    bool problem(std::string detail) {
        out_.problem = Error{ErrorCode::invalid, std::move(detail)};
        return false;
    }

    WishLine& out_;
    int depth_ = 0;
    std::vector<WishField>::const_iterator field_ = wish_fields.end();
    std::vector<std::string_view> seen_;
};

}  // namespace

WishLine read_wish(std::string_view object) {
    WishLine read;
    Listener listener(read);
    (void)json::sax_parse(object, &listener);  // what is wrong, the listener has said
    return read;
}

WishLine read_wish_line(std::string_view line) {
    WishLine read = read_wish(line);
    if (read.problem) {
        return read;
    }
    for (const auto& [name, text] :
         {std::pair("id", &read.wish.id),
          std::pair("task", &read.wish.task),
          std::pair("action", &read.wish.action),
          std::pair("actor", &read.wish.actor)}) {
        if (text->empty()) {
            read.problem = Error{
                ErrorCode::invalid,
                std::string("Expected '") + name + "' to be there, but the line has none"};
            return read;
        }
    }
    return read;
}

}  // namespace dunghan::app
