// `dunghan doctor`: the health of a store, without changing it.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "adapters/app/exit_code.h"
#include "adapters/app/health.h"
#include "adapters/app/life.h"
#include "adapters/app/terminal.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;

std::string_view to_text(Level level) {
    switch (level) {
        case Level::ok: return "ok";
        case Level::warn: return "warn";
        case Level::bad: return "bad";
    }
    return "?";
}

std::string words_of(Level level) {
    switch (level) {
        case Level::ok: return paint("tốt  ", Colour::green);
        case Level::warn: return paint("để ý ", Colour::yellow);
        case Level::bad: return paint("HỎNG ", Colour::red);
    }
    return "?";
}

void print_json(const std::vector<Check>& checks, bool ok) {
    Json json{{"ok", ok}, {"checks", Json::array()}};
    for (const Check& check : checks) {
        json["checks"].push_back(
            {{"name", check.name},
             {"level", to_text(check.level)},
             {"found", check.found},
             {"do", check.todo}}
        );
    }
    std::puts(json.dump(2).c_str());
}

// Whole lines: what to do may not be cut off.
void print(const std::vector<Check>& checks) {
    for (const Check& check : checks) {
        std::printf(
            "%s %-10s  %s\n", words_of(check.level).c_str(), check.name.c_str(), check.found.c_str()
        );
        if (!check.todo.empty()) {
            std::printf("%18s→ %s\n", "", check.todo.c_str());
        }
    }
}

int run_doctor(const Options& options) {
    const std::vector<Check> checks = examine(options);
    const bool ok =
        std::ranges::none_of(checks, [](const Check& check) { return check.level == Level::bad; });
    options.json ? print_json(checks, ok) : print(checks);
    return ok ? exit_ok : exit_difference;
}

}  // namespace

void add_doctor(CLI::App& app, Options& options, int& exit) {
    auto* command = app.add_subcommand(
        "doctor", "The health of the store, line by line, with what to do; changes nothing"
    );
    command->callback([&options, &exit] { exit = run_doctor(options); });
}

}  // namespace dunghan::app
