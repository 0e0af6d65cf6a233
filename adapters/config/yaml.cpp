#include "adapters/config/yaml.h"

#include <algorithm>
#include <charconv>

#include "engine/base/text.h"

#include "adapters/config/yaml_shape.h"

namespace dunghan::yaml {
namespace {

std::string join(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        text += text.empty() ? word : ", " + word;
    }
    return text;
}

bool has_control_characters(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    });
}

// The parser counts columns in octets; people count characters.
std::size_t column_of(std::string_view text, const YAML::Mark& at) {
    const auto end = std::min(text.size(), static_cast<std::size_t>(std::max(at.pos, 0)));
    const auto width = std::min(end, static_cast<std::size_t>(std::max(at.column, 0)));
    const std::string_view before = text.substr(end - width, width);
    return 1 + static_cast<std::size_t>(std::count_if(before.begin(), before.end(), [](char c) {
               return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
           }));
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
    const std::string text = scalar(false);
    const bool holds = std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
    if (!text.empty() && (!holds || text.front() == '-' || text.size() > 100)) {
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

Map::Map(const Value& value) : value_(value) {
    if (!value.file_ || value.file_->failed()) {
        return;
    }
    if (!value.node_.IsMap()) {
        value.refuse("a mapping (key: value)");
        return;
    }
    for (const auto& pair : value.node_) {
        const YAML::Node& key = pair.first;
        const YAML::Node& node = pair.second;
        if (!key.IsScalar() || key.Scalar().empty()) {
            value.file_->refuse(key.Mark(), "Expected a word as the key, but got something else");
            return;
        }
        // An empty value is marked where the next token stands: the key says more.
        const YAML::Mark at = node.IsNull() ? key.Mark() : node.Mark();
        const std::string& name = key.Scalar();
        const Entry entry{Value(*value.file_, node, at, path_of(name)), key.Mark()};
        if (!entries_.emplace(name, entry).second) {
            value.file_->refuse(
                key.Mark(), "Expected " + path_of(name) + " once, but it stands here again"
            );
        }
    }
}

std::string Map::path_of(const std::string& key) const {
    return value_.path_ == "the file" ? key : value_.path_ + "." + key;
}

std::optional<Value> Map::find(const std::string& key) {
    asked_.push_back(key);
    const auto entry = entries_.find(key);
    if (entry == entries_.end()) {
        return std::nullopt;
    }
    entry->second.asked = true;
    return entry->second.value;
}

Value Map::get(const std::string& key) {
    const auto found = find(key);
    if (found) {
        return *found;
    }
    if (value_.file_) {
        value_.file_->refuse(value_.at_, "Expected " + path_of(key) + ", but it is not there");
    }
    return {};
}

void Map::done() const {
    for (const auto& [key, entry] : entries_) {
        if (!entry.asked) {
            value_.file_->refuse(
                entry.key_at, "Expected one of " + join(asked_) + ", but got " + path_of(key)
            );
        }
    }
}

File::File(std::string_view text, std::string_view name) : text_(text), name_(name) {
    const std::string where(name);
    if (text.size() > octets_max) {
        fail_with(
            {ErrorCode::limit_exceeded,
             where + ": Expected at most " + std::to_string(octets_max) + " octets, but got " +
                 std::to_string(text.size())}
        );
    } else if (!to_nfc(text) || text.find('\0') != std::string_view::npos) {
        fail_with({ErrorCode::invalid, where + ": Expected UTF-8 text, but got other octets"});
    }
    if (failed()) {
        return;
    }
    const std::string owned(text);
    try {
        if (const auto problem = problem_in_shape(owned)) {
            refuse(problem->at, problem->problem);
        } else {
            root_ = YAML::Load(owned);
        }
    } catch (const YAML::Exception& problem) {
        refuse(problem.mark, "Expected YAML, but: " + problem.msg);
    }
}

Map File::root() {
    // A file of comments only is a mapping without keys.
    if (root_.IsNull()) {
        return Map(Value(*this, YAML::Node(YAML::NodeType::Map), YAML::Mark(), "the file"));
    }
    return Map(Value(*this, root_, root_.Mark(), "the file"));
}

void File::refuse(const YAML::Mark& at, const std::string& problem) {
    if (failed()) {
        return;
    }
    const std::string place =
        ":" + std::to_string(at.line + 1) + ":" + std::to_string(column_of(text_, at));
    fail_with({ErrorCode::invalid, std::string(name_) + place + ": " + problem});
}

void File::fail_with(Error error) {
    if (!failed()) {
        problem_ = std::move(error);
    }
}

}  // namespace dunghan::yaml
