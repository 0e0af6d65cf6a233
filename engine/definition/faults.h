// The rounds of check(), and what they find. For engine/definition only.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/definition/check.h"

namespace dunghan {

// "states[3]".
[[nodiscard]] inline std::string at(std::string_view list, std::size_t index) {
    return std::string(list) + "[" + std::to_string(index) + "]";
}

[[nodiscard]] inline std::string quoted(std::string_view text) {
    return "'" + std::string(text) + "'";
}

class Faults {
 public:
    // "Expected <path> to be <expected>, but got <got>".
    void refuse(const std::string& path, std::string_view expected, std::string_view got) {
        add(path,
            "Expected " + path + " to be " + std::string(expected) + ", but got " + std::string(got)
        );
    }

    void add(std::string path, std::string problem) {
        found_.push_back({std::move(path), std::move(problem)});
    }

    [[nodiscard]] bool none() const { return found_.empty(); }

    [[nodiscard]] std::vector<DefinitionFault> take() { return std::move(found_); }

 private:
    std::vector<DefinitionFault> found_;
};

// Each may rely on what those before it let pass.
void check_values(const Definition& definition, Faults& faults);
void check_rules(const Definition& definition, Faults& faults);
void check_ways(const Definition& definition, Faults& faults);
void check_clocks(const Definition& definition, Faults& faults);

}  // namespace dunghan
