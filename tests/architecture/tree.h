// A tree of sources on disk, and what in it is known and allowed.
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/architecture/check.h"

namespace dunghan::architecture {

[[nodiscard]] inline std::string text_of(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

inline void add_folder(Tree& tree, const std::filesystem::path& root, const char* folder) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
        const auto ending = entry.path().extension();
        if (entry.is_regular_file() && (ending == ".h" || ending == ".cpp")) {
            tree[entry.path().lexically_relative(root).generic_string()] = text_of(entry.path());
        }
    }
}

[[nodiscard]] inline Tree read_tree(const std::filesystem::path& root) {
    Tree tree;
    for (const char* folder : {"engine", "adapters", "tests"}) {
        if (std::filesystem::is_directory(root / folder)) {
            add_folder(tree, root, folder);
        }
    }
    return tree;
}

struct Exception {
    std::string_view path;
    std::string_view what;  // how the complaint begins
    std::string_view reason;
};

inline const std::vector<Exception> exceptions{
    {"engine/projection/projector.h",
     "names std::unordered_",
     "looked up by name only; what is written follows the list of changed tasks"},
    {"engine/audit/task_walk.h",
     "names std::unordered_",
     "looked up by name only; tasks are told in the order of the view"},
    {"engine/codec/payload_reader.cpp",
     "names thread_local",
     "a parser's buffers, kept from call to call; no call sees what another left"},
    {"engine/base/sha256.cpp",
     "names thread_local",
     "a sum's scratch, begun afresh by each call; no call sees what another left"},
    {"CMakeLists.txt",
     "links engine/codec to engine/escalation",
     "brings the values of policy and task; the includes name only these"},
    {"CMakeLists.txt",
     "links adapters/config to engine/runtime",
     "brings the values of directory and policy; the includes name only these"}};

[[nodiscard]] inline bool excuses(const Exception& exception, const Complaint& complaint) {
    return complaint.path == exception.path && complaint.what.starts_with(exception.what);
}

}  // namespace dunghan::architecture
