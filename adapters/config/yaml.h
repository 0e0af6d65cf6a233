// YAML as operators write it, read strictly: every problem names file:line:column, what was
// expected and what was there. For adapters/config only.
//
// The first problem sticks: readings after it give empty values and change nothing, so a reader
// reads on and asks once at the end (File::result). Refused beyond what YAML refuses itself:
// unknown and duplicate keys, anchors and aliases, explicit types, a second document, quotes that
// do not close on their line, text that is not UTF-8, files beyond `octets_max`.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>
#include <yaml-cpp/yaml.h>

#include "engine/base/problem.h"
#include "engine/base/result.h"

namespace dunghan::yaml {

inline constexpr std::size_t octets_max =
    std::size_t{512} * 1024;                           // half of what one event may hold
inline constexpr std::size_t text_octets_max = 1'000;  // a name, an address, a path
inline constexpr std::size_t entries_max = 10'000;     // of one list

class File;

[[nodiscard]] std::string join(const std::vector<std::string>& words);  // "a, b"

// One value with the place it stands at and the words that lead to it: "agencies[3].email".
class Value {
 public:
    Value() = default;

    Value(File& file, const YAML::Node& node, const YAML::Mark& at, std::string path)
        : file_(&file), node_(node), at_(at), path_(std::move(path)) {}

    // NFC, white space squeezed, not empty, without control characters.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::string text_or_empty() const;
    [[nodiscard]] std::string identifier() const;  // a-z, 0-9, hyphens: "so-du-lich"
    [[nodiscard]] std::int32_t integer(std::int32_t min, std::int32_t max) const;
    [[nodiscard]] bool flag() const;  // true or false, nothing else

    [[nodiscard]] bool is_mapping() const { return file_ && node_.IsMap(); }

    // Place in `names` of what stands here; 0 after a problem.
    [[nodiscard]] std::size_t choice(const std::vector<std::string_view>& names) const;
    [[nodiscard]] std::vector<Value> list() const;
    [[nodiscard]] std::vector<std::string> texts() const;

    // "Expected <path> to be <expected>, but got …".
    void refuse(std::string_view expected) const;

 private:
    friend class Map;
    [[nodiscard]] std::string got() const;
    [[nodiscard]] std::string scalar(bool may_be_empty) const;

    File* file_ = nullptr;
    YAML::Node node_;
    YAML::Mark at_;
    std::string path_;
};

// The keys of one mapping. Call done() when all that is known has been asked for.
class Map {
 public:
    explicit Map(const Value& value);

    [[nodiscard]] Value get(const std::string& key);  // a problem when it is not there
    [[nodiscard]] std::optional<Value> find(const std::string& key);

    void done() const;  // a problem when a key is left that nobody asked for

 private:
    struct Entry {
        Value value;
        YAML::Mark key_at;
        bool asked = false;
    };

    [[nodiscard]] std::string path_of(const std::string& key) const;

    Value value_;
    std::map<std::string, Entry, std::less<>> entries_;
    std::vector<std::string> asked_;
};

// A file may say what it is: `kind: policy`. Another kind is a problem.
void check_kind(Map& root, std::string_view kind);

class File {
 public:
    // `name` as the operator knows the file, for messages. Both must outlive it.
    File(std::string_view text, std::string_view name);
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    [[nodiscard]] Map root();

    void refuse(const YAML::Mark& at, const std::string& problem);

    // Where "states[3].terms[0]" stands, or as much of it as was written: "x.yaml:12:7".
    [[nodiscard]] std::string place_of(std::string_view path) const;

    void refuse(const Problem& problem);  // at its place
    void fail_with(Error error);

    [[nodiscard]] bool failed() const { return problem_.has_value(); }

    template <class T>
    [[nodiscard]] Result<T> result(T value) const {
        if (problem_) {
            return tl::unexpected(*problem_);
        }
        return value;
    }

 private:
    void refuse_syntax(const YAML::Exception& problem);
    [[nodiscard]] std::string place_of(const YAML::Mark& at) const;

    std::string_view text_;
    std::string_view name_;
    YAML::Node root_;
    std::optional<Error> problem_;
};

}  // namespace dunghan::yaml
