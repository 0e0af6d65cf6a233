#include <algorithm>
#include <charconv>

#include "engine/base/text.h"

#include "adapters/config/yaml.h"

namespace dunghan::yaml {
namespace {

bool has_control_characters(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    });
}

}  // namespace

void Value::refuse(std::string_view expected) const {
    if (file_) {
        file_->refuse(
            at_, "Expected " + path_ + " to be " + std::string(expected) + ", but got " + got()
        );
    }
}

std::string Value::got() const {
    constexpr std::size_t shown_octets_max = 80;
    switch (node_.Type()) {
        case YAML::NodeType::Map: return "a mapping";
        case YAML::NodeType::Sequence: return "a list";
        case YAML::NodeType::Scalar: break;
        default: return "nothing";
    }
    const std::string& text = node_.Scalar();
    if (text.size() > shown_octets_max || has_control_characters(text)) {
        return "a text of " + std::to_string(text.size()) + " octets";
    }
    return "'" + text + "'";
}

std::string Value::scalar(bool may_be_empty) const {
    if (!file_ || file_->failed()) {
        return {};
    }
    if (!node_.IsScalar() || has_control_characters(node_.Scalar()) ||
        node_.Scalar().size() > text_octets_max) {
        refuse("a text of one line, at most " + std::to_string(text_octets_max) + " octets");
        return {};
    }
    std::string text = squeeze(to_nfc(node_.Scalar()).value_or(""));
    if (text.empty() && !may_be_empty) {
        refuse("a text that is not empty");
    }
    return text;
}

std::string Value::text() const {
    return scalar(false);
}

std::string Value::text_or_empty() const {
    return scalar(true);
}

std::string Value::identifier() const {
    std::string text = scalar(false);
    if (!text.empty() && !is_identifier(text)) {
        refuse("an id of a-z, 0-9 and hyphens, at most 100");
    }
    return text;
}

std::int32_t Value::integer(std::int32_t min, std::int32_t max) const {
    std::int32_t number = 0;
    if (!file_ || file_->failed()) {
        return number;
    }
    const std::string text = node_.IsScalar() && node_.Tag() == "?" ? node_.Scalar() : "";
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc{} || read.ptr != end || number < min || number > max) {
        refuse("a whole number from " + std::to_string(min) + " to " + std::to_string(max));
        return 0;
    }
    return number;
}

bool Value::flag() const {
    return choice({"false", "true"}) == 1;
}

std::size_t Value::choice(const std::vector<std::string_view>& names) const {
    if (!file_ || file_->failed()) {
        return 0;
    }
    const std::string text = node_.IsScalar() ? node_.Scalar() : "";
    const auto found = std::find(names.begin(), names.end(), text);
    if (found == names.end()) {
        refuse("one of " + join({names.begin(), names.end()}));
        return 0;
    }
    return static_cast<std::size_t>(found - names.begin());
}

std::vector<Value> Value::list() const {
    std::vector<Value> values;
    if (!file_ || file_->failed()) {
        return values;
    }
    if (!node_.IsSequence() || node_.size() > entries_max) {
        refuse("a list of at most " + std::to_string(entries_max) + " entries");
        return values;
    }
    for (const YAML::Node& node : node_) {
        const YAML::Mark at = node.IsNull() ? at_ : node.Mark();
        values.emplace_back(*file_, node, at, path_ + "[" + std::to_string(values.size()) + "]");
    }
    return values;
}

std::vector<std::string> Value::texts() const {
    std::vector<std::string> texts;
    for (const Value& value : list()) {
        texts.push_back(value.text());
    }
    return texts;
}

}  // namespace dunghan::yaml
