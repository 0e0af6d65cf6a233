// The checks notice what is planted: a check that never complains proves nothing.
#include <gtest/gtest.h>

#include "tests/architecture/tree.h"
#include "tests/support/temp_folder.h"

namespace dunghan::architecture {
namespace {

const std::string header = "// What it is for.\n#pragma once\n";

TEST(PlantedInclude, OfARoomAboveIsNamed) {
    EXPECT_EQ(
        check_file("engine/task/decide.cpp", "#include \"engine/port/store.h\"\n"),
        (Complaints{
            {"engine/task/decide.cpp",
             1,
             "includes engine/port/store.h, which engine/task may not name"}})
    );
}

TEST(PlantedInclude, OfAnotherAggregatesStateIsNamed) {
    EXPECT_EQ(
        check_file("engine/reminder/decide.cpp", "\n#include \"engine/task/state.h\"\n"),
        (Complaints{
            {"engine/reminder/decide.cpp",
             2,
             "includes engine/task/state.h, which engine/reminder may not name"}})
    );
}

TEST(PlantedInclude, OfAnAdapterIsNamed) {
    for (const char* path :
         {"engine/runtime/a.cpp", "adapters/mail/a.cpp", "adapters/asio/a.cpp"}) {
        const auto complaints = check_file(path, "#include \"adapters/rocksdb/rocksdb_store.h\"\n");
        ASSERT_EQ(complaints.size(), 1U) << path;
        EXPECT_EQ(
            complaints[0].what,
            "includes adapters/rocksdb/rocksdb_store.h, which " + std::string(room_of(path)) +
                " may not name"
        );
    }
    EXPECT_TRUE(
        check_file("adapters/app/a.cpp", "#include \"adapters/rocksdb/rocksdb_store.h\"\n").empty()
    );
}

TEST(PlantedInclude, OfALibraryIsNamedWhereItDoesNotBelong) {
    const std::string text = "#  include <rocksdb/db.h>\n";
    EXPECT_EQ(
        check_file("engine/audit/verify.cpp", text),
        (Complaints{
            {"engine/audit/verify.cpp",
             1,
             "includes rocksdb/db.h, which engine/audit may not name"}})
    );
    EXPECT_TRUE(check_file("adapters/rocksdb/open.cpp", text).empty());
}

TEST(PlantedInclude, OfTheMachineIsForAdaptersOnly) {
    EXPECT_EQ(check_file("engine/base/a.cpp", "#include <unistd.h>\n").size(), 1U);
    EXPECT_TRUE(check_file("adapters/app/a.cpp", "#include <unistd.h>\n").empty());
}

TEST(PlantedWord, OfAClockIsNamedWithItsReplacement) {
    EXPECT_EQ(
        check_file(
            "engine/escalation/plan.cpp", "int a;\nauto now = std::chrono::system_clock::now();\n"
        ),
        (Complaints{
            {"engine/escalation/plan.cpp",
             2,
             "names system_clock; instead: take the Instant you are given; only engine/runtime "
             "asks, through engine/port/clock.h"}})
    );
}

TEST(PlantedWord, IsFoundForEveryBan) {
    for (const Ban& ban : bans) {
        for (const std::string_view place : ban.places) {
            for (const std::string_view word : ban.words) {
                const std::string room(place == "engine" ? "engine/base" : place);
                const auto complaints =
                    check_file(room + "/a.cpp", "x = " + std::string(word) + ";\n");
                ASSERT_EQ(complaints.size(), 1U) << place << " " << word;
                EXPECT_TRUE(complaints[0].what.ends_with(ban.instead)) << complaints[0].what;
            }
        }
    }
}

TEST(PlantedWord, IsFoundForEveryBannedHeader) {
    for (const Ban& ban : banned_headers) {
        for (const std::string_view word : ban.words) {
            const auto complaints =
                check_file("engine/base/a.cpp", "#include <" + std::string(word) + ">\n");
            ASSERT_EQ(complaints.size(), 1U) << word;
            EXPECT_TRUE(complaints[0].what.ends_with(ban.instead)) << complaints[0].what;
        }
    }
}

TEST(PlantedWord, MayStandInACommentATextOrALongerWord) {
    EXPECT_TRUE(check_file(
                    "engine/base/a.cpp",
                    "// no system_clock here\n"
                    "/* nor\n steady_clock */ int strand(int); int my_getenv;\n"
                    "const char* a = \"getenv \\\" double\"; char b = '\"'; int c = 1'000'000;\n"
                    "const char* d = R\"x(float \" )\" rand( )x\";\n"
    )
                    .empty());
    EXPECT_EQ(check_file("engine/base/a.cpp", "char b = '\"'; double c;\n").size(), 1U);
}

TEST(PlantedShape, OfALongFileAsksWhatItHides) {
    std::string text;
    for (std::size_t i = 0; i <= lines_max; ++i) {
        text += "\n";
    }
    EXPECT_EQ(
        check_file("adapters/app/a.cpp", text),
        (Complaints{
            {"adapters/app/a.cpp",
             0,
             "has 401 lines, more than 400; what does it hide? Give that a file of its own"}})
    );
}

TEST(PlantedShape, OfAHeaderWithoutPurposeOrGuardIsNamed) {
    EXPECT_TRUE(check_file("engine/base/a.h", header).empty());
    EXPECT_EQ(
        check_file("engine/base/a.h", "int a;\n"),
        (Complaints{
            {"engine/base/a.h", 1, "does not begin with a comment that says what it is for"},
            {"engine/base/a.h", 0, "has no #pragma once"}})
    );
}

TEST(PlantedShape, OfUnfinishedWorkIsNamed) {
    const std::string mark = std::string("TO") + "DO";
    EXPECT_EQ(
        check_file("engine/base/a.cpp", "int a;  // " + mark + ": b\n"),
        (Complaints{{"engine/base/a.cpp", 1, "says " + mark + "; do it, or open an issue"}})
    );
}

TEST(PlantedShape, OfARoomNobodyDrewIsNamed) {
    EXPECT_EQ(
        check_file("engine/extra/a.cpp", "int a;\n"),
        (Complaints{
            {"engine/extra/a.cpp",
             0,
             "lies in a room without a row in tests/architecture/arrows.h"}})
    );
}

TEST(PlantedLeak, OfALibraryThroughAHeaderIsNamed) {
    const Tree tree{
        {"adapters/app/main.cpp", "#include \"adapters/rocksdb/store.h\"\n"},
        {"adapters/rocksdb/store.h", header + "#include \"adapters/rocksdb/inside.h\"\n"},
        {"adapters/rocksdb/inside.h", header + "#include <rocksdb/db.h>\n"}};
    EXPECT_EQ(
        check_tree(tree),
        (Complaints{
            {"adapters/rocksdb/inside.h",
             3,
             "shows rocksdb/db.h to other rooms; keep it in a .cpp"}})
    );
}

TEST(PlantedLink, OfARoomAboveIsNamed) {
    EXPECT_EQ(
        check_links("# rooms\ndunghan_room(engine/event\n  LINK engine_base engine_runtime)\n"),
        (Complaints{{"CMakeLists.txt", 2, "links engine/event to engine/runtime"}})
    );
}

TEST(PlantedTree, ACopyOfThisTreeWithTwoMistakesIsRefusedForJustThese) {
    const tests::TempFolder folder;
    for (const char* part : {"engine", "adapters"}) {
        std::filesystem::copy(
            std::filesystem::path(DUNGHAN_SOURCE_DIR) / part,
            folder.path() / part,
            std::filesystem::copy_options::recursive
        );
    }
    const Complaints before = check_tree(read_tree(folder.path()));
    const auto plant = [&](const char* path, const char* line) {
        std::ofstream(folder.path() / path, std::ios::app) << line;
    };
    plant("engine/task/decide.cpp", "#include \"adapters/rocksdb/rocksdb_store.h\"\n");
    plant("engine/escalation/plan.cpp", "auto now = std::chrono::steady_clock::now();\n");
    std::vector<std::string> found;
    for (const Complaint& complaint : check_tree(read_tree(folder.path()))) {
        if (std::ranges::count(before, complaint) == 0) {
            found.push_back(complaint.path + " " + complaint.what.substr(0, 28));
        }
    }
    EXPECT_EQ(
        found,
        (std::vector<std::string>{
            "engine/escalation/plan.cpp names steady_clock; instead:",
            "engine/task/decide.cpp includes adapters/rocksdb/ro"})
    );
}

}  // namespace
}  // namespace dunghan::architecture
