// One object of a certificate, read strictly. The first problem sticks: readings after it give
// empty values, so that a reader reads on and asks once at the end.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/certificate/names.h"

namespace dunghan::certificate {

using Json = nlohmann::ordered_json;

inline constexpr std::size_t entries_max = day_lines_max;
inline constexpr std::size_t text_octets_max = 32'768;

class Object {
 public:
    // `problem` outlives it. `path` leads to it: "calendar.days[3]".
    Object(const Json& json, std::string path, std::string& problem);

    // A member that must be there; each is asked for once.
    [[nodiscard]] std::string text(const char* key);
    [[nodiscard]] std::int64_t integer(const char* key, std::int64_t min, std::int64_t max);
    [[nodiscard]] bool flag(const char* key);
    [[nodiscard]] Instant instant(const char* key);
    [[nodiscard]] Date date(const char* key);
    [[nodiscard]] Object object(const char* key);

    template <class E>
    [[nodiscard]] E word(const char* key) {
        const auto known = from_word<E>(text(key));
        if (!known) {
            refuse(key, "a known word");
        }
        return known.value_or(E{});
    }

    // `read` makes a value of the Object at each place.
    template <class Read>
    [[nodiscard]] auto list(const char* key, std::size_t max, const Read& read) {
        using Value = decltype(read(std::declval<Object&>()));
        std::vector<Value> values;
        const Json& json = get(key);
        if (!json.is_array() || json.size() > max) {
            refuse(key, "a list of at most " + std::to_string(max) + " entries");
            return values;
        }
        for (const Json& each : json) {
            const std::string place = path_of(key) + "[" + std::to_string(values.size()) + "]";
            Object entry(each, place, problem_);
            values.push_back(read(entry));
            entry.done();
        }
        return values;
    }

    void refuse(const std::string& key, const std::string& expected);
    void done();  // a problem when a member is left that nobody asked for

 private:
    [[nodiscard]] const Json& get(const char* key);
    [[nodiscard]] std::string path_of(const std::string& key) const;

    const Json& json_;
    std::string path_;
    std::string& problem_;
    std::size_t asked_ = 0;
};

}  // namespace dunghan::certificate
