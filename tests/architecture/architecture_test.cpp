// The tree as it stands keeps the arrows and the bans.
#include <gtest/gtest.h>

#include "tests/architecture/tree.h"

namespace dunghan::architecture {
namespace {

const std::filesystem::path root = DUNGHAN_SOURCE_DIR;

class Architecture : public testing::Test {
 protected:
    static void SetUpTestSuite() {
        complaints = check_tree(read_tree(root));
        std::ranges::move(
            check_links(text_of(root / "CMakeLists.txt")), std::back_inserter(complaints)
        );
    }

    static inline Complaints complaints;
};

TEST_F(Architecture, HoldsInEveryFileAndInTheBuild) {
    for (const Complaint& complaint : complaints) {
        const bool excused = std::ranges::any_of(exceptions, [&](const Exception& exception) {
            return excuses(exception, complaint);
        });
        EXPECT_TRUE(excused) << testing::PrintToString(complaint);
    }
}

TEST_F(Architecture, KeepsNoExceptionThatIsNoLongerNeeded) {
    for (const Exception& exception : exceptions) {
        const bool needed = std::ranges::any_of(complaints, [&](const Complaint& complaint) {
            return excuses(exception, complaint);
        });
        EXPECT_TRUE(needed) << "take out: " << exception.path << " " << exception.what;
        EXPECT_FALSE(exception.reason.empty());
    }
}

// Rooms below come first in the table, so a circle cannot be written down.
TEST(Arrows, PointOneWay) {
    std::vector<std::string_view> above;
    for (const Arrows& from : arrows) {
        above.push_back(from.room);
        if (from.room == "adapters/app") {
            continue;
        }
        for (const std::string_view place : from.rooms) {
            EXPECT_NE(room_of(place), from.room);
            EXPECT_TRUE(std::ranges::count(above, room_of(place)) > 0)
                << from.room << " names " << place;
        }
    }
}

// An adapter knows the engine and the disk, and no other adapter: only the rooms of programs bring
// two together.
TEST(Arrows, JoinNoTwoAdapters) {
    for (const Arrows& from : arrows) {
        for (const std::string_view place : from.rooms) {
            const bool program = from.room == "adapters/app" || from.room == "adapters/verify";
            EXPECT_TRUE(program || lies_in(place, "engine") || place == "adapters/disk")
                << from.room << " names " << place;
        }
    }
}

TEST(Arrows, LeadToPlacesThatExist) {
    for (const Arrows& from : arrows) {
        for (const std::string_view place : from.rooms) {
            EXPECT_TRUE(std::filesystem::exists(root / place)) << from.room << ": " << place;
        }
    }
}

TEST(Arrows, HaveARowForEveryRoomOfTheBuild) {
    const std::string build = text_of(root / "CMakeLists.txt");
    for (const Arrows& from : arrows) {
        const std::string room(from.room);
        const bool known = build.find("dunghan_room(" + room) != build.npos ||
                           build.find("add_subdirectory(" + room) != build.npos;
        EXPECT_TRUE(known) << room;
    }
}

}  // namespace
}  // namespace dunghan::architecture
