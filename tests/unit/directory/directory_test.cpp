#include "engine/directory/directory.h"

#include <gtest/gtest.h>

#include "tests/support/sample_directory.h"

namespace dunghan {
namespace {

const Directory directory = tests::sample_directory();

TEST(Directory, FindsAgenciesAndGroupsByIdOnly) {
    ASSERT_NE(directory.agency("so-y-te"), nullptr);
    EXPECT_EQ(directory.agency("so-y-te")->email, "syt@khanhhoa.example");
    EXPECT_EQ(directory.agency("Sở Y tế"), nullptr);
    EXPECT_EQ(directory.agency("ubnd-cap-huyen"), nullptr);
    ASSERT_NE(directory.group("ubnd-cap-huyen"), nullptr);
    EXPECT_EQ(directory.group("so-y-te"), nullptr);
}

TEST(Directory, NamesAPartyAsPrinted) {
    EXPECT_EQ(directory.name_of({PartyKind::agency, "so-y-te"}), "Sở Y tế");
    EXPECT_EQ(directory.name_of({PartyKind::group, "ubnd-cap-huyen"}), "UBND cấp huyện");
    EXPECT_EQ(directory.name_of({PartyKind::unresolved, "Phòng X"}), "Phòng X");
}

TEST(Directory, NamesAPartyItNoLongerKnowsById) {
    EXPECT_EQ(directory.name_of({PartyKind::agency, "so-cu"}), "so-cu");
    EXPECT_EQ(directory.name_of({PartyKind::group, "nhom-cu"}), "nhom-cu");
}

}  // namespace
}  // namespace dunghan
