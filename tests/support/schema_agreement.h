// Do a reader of files and its published schema say the same? Asked of an independent validator
// about a file, and about that file with one thing wrong, for everything that can be wrong alone.
//
// JSON is YAML: the same octets go to the reader and to the validator.
#pragma once

#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>
#include <yaml-cpp/yaml.h>

#include "tests/support/temp_folder.h"

namespace dunghan::tests {

using Json = nlohmann::ordered_json;

// Every plain scalar that is a whole number or a flag is one, all others are texts, as our readers
// have it (YAML 1.1 would make dates of some).
inline Json json_of(const YAML::Node& node) {
    if (node.IsMap()) {
        Json object = Json::object();
        for (const auto& pair : node) {
            object[pair.first.Scalar()] = json_of(pair.second);
        }
        return object;
    }
    if (node.IsSequence()) {
        Json list = Json::array();
        for (const YAML::Node& each : node) {
            list.push_back(json_of(each));
        }
        return list;
    }
    if (!node.IsScalar()) {
        return nullptr;
    }
    const std::string& text = node.Scalar();
    const bool plain = node.Tag() == "?";
    if (plain && (text == "true" || text == "false")) {
        return text == "true";
    }
    const bool number = !text.empty() && text.find_first_not_of("0123456789-") == text.npos &&
                        text.find_last_of('-') == (text[0] == '-' ? 0 : text.npos);
    return plain && number ? Json(std::stoll(text)) : Json(text);
}

// `json` with one thing wrong or missing, for each place in it.
inline std::vector<Json> mutations_of(const Json& json) {
    std::vector<Json> all;
    const Json flat = json.flatten();
    std::vector<std::string> places{""};
    for (const auto& [pointer, value] : flat.items()) {
        // The place itself and every object and list on the way to it.
        for (std::size_t end = pointer.size(); end != std::string::npos && end > 0;
             end = pointer.rfind('/', end - 1)) {
            const std::string place = pointer.substr(0, end);
            if (std::find(places.begin(), places.end(), place) == places.end()) {
                places.push_back(place);
            }
        }
    }
    for (const std::string& place : places) {
        const Json::json_pointer at(place);
        const Json& value = json.at(at);
        const auto with = [&](const Json& other) {
            Json changed = json;
            changed[at] = other;
            all.push_back(std::move(changed));
        };
        with(nullptr);
        with(value.is_object() ? Json::array({1}) : Json{{"unheard-of", 1}});
        if (value.is_string()) {
            with("");
            with("\xE1\xBB\x9F \xC4\x91\xC3\xA2u");
            with(Json::array());
        }
        if (value.is_number_integer()) {
            with(std::to_string(value.get<std::int64_t>()));
            with(-2'000'000);
            with(3'000'000'000);
        }
        if (value.is_boolean()) {
            with("perhaps");
        }
        if (value.is_object()) {
            Json more = json;
            more[at]["unheard-of"] = 1;
            all.push_back(std::move(more));
            for (const auto& [key, unused] : value.items()) {
                Json less = json;
                less[at].erase(key);
                all.push_back(std::move(less));
            }
        }
    }
    return all;
}

// Debian's own python, which sees Debian's own modules.
inline bool has_validator() {
    return std::system("/usr/bin/python3 -c 'import jsonschema' 2>/dev/null") == 0;
}

// The first of `documents` must be accepted. `read(text, name)` gives a Result; `schema` is a path
// below schemas/config.
template <class Read>
void expect_same_verdicts(
    const std::string& schema, const std::vector<Json>& documents, const Read& read
) {
    const TempFolder folder;
    const std::string lines = (folder.path() / "lines").string();
    std::ofstream out(lines);
    for (const Json& json : documents) {
        const auto result = read(json.dump(), "x.yaml");
        const std::string said = result ? "accepts it" : result.error().detail;
        EXPECT_TRUE(result || &json != &documents.front()) << said;
        out << Json::array({result.has_value(), said, json}).dump() << '\n';
    }
    out.close();
    const std::string source = DUNGHAN_SOURCE_DIR;
    const std::string command = "/usr/bin/python3 " + source + "/tests/support/agreement.py " +
                                source + "/schemas/config/" + schema + " " + lines;
    EXPECT_EQ(std::system(command.c_str()), 0) << "see the lines above";
}

// Reader and schema accept `document`, and agree on it with any one thing wrong.
template <class Read>
void expect_agreement(const std::string& schema, const Json& document, const Read& read) {
    std::vector<Json> documents = mutations_of(document);
    documents.insert(documents.begin(), document);
    expect_same_verdicts(schema, documents, read);
}

}  // namespace dunghan::tests
