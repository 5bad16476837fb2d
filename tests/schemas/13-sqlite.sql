BEGIN TRANSACTION;
CREATE TABLE access_case (
  case_id BIGINT NOT NULL,
  access_id BIGINT NOT NULL,
  PRIMARY KEY (case_id, access_id)
)  WITHOUT ROWID;
INSERT INTO "access_case" VALUES(20261102000000001,20261203000000001);
INSERT INTO "access_case" VALUES(20261103000000001,20261203000000001);
INSERT INTO "access_case" VALUES(20261106000000001,20261203000000001);
INSERT INTO "access_case" VALUES(20261106000000002,20261203000000001);
INSERT INTO "access_case" VALUES(20261107000000001,20261203000000001);
INSERT INTO "access_case" VALUES(20261107000000002,20261203000000001);
INSERT INTO "access_case" VALUES(20261108000000001,20261203000000001);
INSERT INTO "access_case" VALUES(20261108000000002,20261203000000001);
INSERT INTO "access_case" VALUES(20261109000000001,20261203000000001);
INSERT INTO "access_case" VALUES(20261109000000002,20261203000000001);
INSERT INTO "access_case" VALUES(20261110000000001,20261203000000001);
INSERT INTO "access_case" VALUES(20261112000000001,20261203000000001);
INSERT INTO "access_case" VALUES(20261112000000002,20261203000000001);
INSERT INTO "access_case" VALUES(20261114000000001,20261203000000001);
INSERT INTO "access_case" VALUES(20261115000000001,20261203000000001);
INSERT INTO "access_case" VALUES(20261115000000002,20261203000000001);
INSERT INTO "access_case" VALUES(20261115000000003,20261203000000001);
INSERT INTO "access_case" VALUES(20261117000000001,20261203000000001);
INSERT INTO "access_case" VALUES(20261117000000002,20261203000000001);
INSERT INTO "access_case" VALUES(20261118000000001,20261203000000001);
INSERT INTO "access_case" VALUES(20261118000000002,20261203000000001);
INSERT INTO "access_case" VALUES(20261119000000001,20261203000000001);
INSERT INTO "access_case" VALUES(20261119000000002,20261203000000001);
INSERT INTO "access_case" VALUES(20261121000000001,20261203000000001);
INSERT INTO "access_case" VALUES(20261203000000001,20261203000000001);
INSERT INTO "access_case" VALUES(20261203000000002,20261203000000001);
CREATE TABLE access_entry (
  id INTEGER PRIMARY KEY,
  at BIGINT NOT NULL,
  who TEXT NOT NULL,
  rpc TEXT NOT NULL,
  about TEXT NOT NULL,
  reason TEXT NOT NULL,
  cases TEXT NOT NULL,
  hash TEXT NOT NULL
);
INSERT INTO "access_entry" VALUES(20261203000000001,1796292300000000,'测试','CaseService/ListCases','','','["20261203-000002","20261203-000001","20261121-000001","20261119-000002","20261119-000001","20261118-000002","20261118-000001","20261117-000002","20261117-000001","20261115-000003","20261115-000002","20261115-000001","20261114-000001","20261112-000002","20261112-000001","20261110-000001","20261109-000002","20261109-000001","20261108-000002","20261108-000001","20261107-000002","20261107-000001","20261106-000002","20261106-000001","20261103-000001","20261102-000001"]','3dcd2369461662319bc7bc97196247c6a5b03961da11dcb455d69a3ce13328fd');
CREATE TABLE announcement (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  number TEXT NOT NULL,
  state TEXT NOT NULL,
  title TEXT NOT NULL,
  question TEXT NOT NULL,
  result TEXT NOT NULL,
  department TEXT NOT NULL,
  drafted_by TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  released_by TEXT NOT NULL,
  released_at BIGINT,
  withdrawn_because TEXT NOT NULL
);
CREATE TABLE answer (
  case_id BIGINT NOT NULL REFERENCES hotline_case (id),
  version INTEGER NOT NULL,
  call_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  means TEXT NOT NULL,
  content TEXT NOT NULL,
  policy TEXT NOT NULL,
  supported BOOLEAN NOT NULL,
  given BOOLEAN NOT NULL,
  PRIMARY KEY (case_id, version, call_id)
)  WITHOUT ROWID;
INSERT INTO "answer" VALUES(20261102000000001,1,20261102000000001,1794850743921844,'李值班','电话','您反映的事已经办好','',1,1);
INSERT INTO "answer" VALUES(20261103000000001,1,20261103000000001,1794318272931273,'李值班','电话','您反映的事已经办好','',1,1);
INSERT INTO "answer" VALUES(20261106000000001,1,20261106000000001,1794047441644073,'李值班','电话','您反映的事已经办好','',1,1);
INSERT INTO "answer" VALUES(20261106000000002,1,20261106000000002,1793939820000000,'规则库','电话','缴费满一年、非本人意愿中断就业并办理失业登记的,可以在网上大厅或人社窗口申领失业保险金,凭身份证即可。','ZC-SY-01',1,1);
INSERT INTO "answer" VALUES(20261107000000001,1,20261107000000001,1794377569434299,'李值班','电话','您反映的事已经办好','',1,1);
INSERT INTO "answer" VALUES(20261107000000002,1,20261107000000002,1794556161289399,'李值班','电话','您反映的事已经办好','',1,1);
INSERT INTO "answer" VALUES(20261108000000001,1,20261108000000001,1794833176367471,'李值班','电话','您反映的事已经办好','',1,1);
INSERT INTO "answer" VALUES(20261108000000002,1,20261108000000002,1794119040000000,'规则库','电话','灵活就业人员凭身份证可以在户籍地或就业地社保窗口、网上大厅参保,缴费比例百分之二十,按月、按季或按年缴纳。','ZC-SB-01',1,1);
INSERT INTO "answer" VALUES(20261109000000001,1,20261109000000001,1794504128054606,'李值班','电话','您反映的事已经办好','',1,1);
INSERT INTO "answer" VALUES(20261109000000002,1,20261109000000002,1794828128862741,'李值班','电话','您反映的事已经办好','',1,1);
INSERT INTO "answer" VALUES(20261110000000001,1,20261110000000001,1794749172178332,'李值班','电话','您反映的事已经办好','',1,1);
INSERT INTO "answer" VALUES(20261112000000001,1,20261112000000001,1794989461664968,'李值班','电话','您反映的事已经办好','',1,1);
INSERT INTO "answer" VALUES(20261112000000002,1,20261112000000002,1795210313875109,'李值班','电话','您反映的事已经办好','',1,1);
INSERT INTO "answer" VALUES(20261114000000001,1,20261114000000001,1795387884167039,'李值班','电话','您反映的事已经办好','',1,1);
INSERT INTO "answer" VALUES(20261115000000001,1,20261115000000001,1795302969977686,'李值班','电话','您反映的事已经办好','',1,1);
INSERT INTO "answer" VALUES(20261115000000002,1,20261115000000002,1794732780000000,'规则库','电话','缴费满一年、非本人意愿中断就业并办理失业登记的,可以在网上大厅或人社窗口申领失业保险金,凭身份证即可。','ZC-SY-01',1,1);
INSERT INTO "answer" VALUES(20261115000000003,1,20261115000000003,1795469734322867,'李值班','电话','您反映的事已经办好','',1,1);
INSERT INTO "answer" VALUES(20261117000000001,1,20261117000000001,1795646130438884,'李值班','电话','您反映的事已经办好','',1,1);
INSERT INTO "answer" VALUES(20261117000000002,1,20261117000000002,1795381592620418,'李值班','电话','您反映的事已经办好','',1,1);
INSERT INTO "answer" VALUES(20261118000000001,1,20261118000000001,1795422949964547,'李值班','电话','您反映的事已经办好','',1,1);
INSERT INTO "answer" VALUES(20261118000000002,1,20261118000000002,1795009860000000,'规则库','电话','连续足额缴存满三个月、本人及配偶在本市没有自有住房的,可以每年提取一次公积金付房租,凭身份证在网上或任一公积金网点办理,三个工作日到账。','ZC-GJJ-01',1,1);
INSERT INTO "answer" VALUES(20261119000000001,1,20261119000000001,1795664111232050,'李值班','电话','您反映的事已经办好','',1,1);
INSERT INTO "answer" VALUES(20261119000000002,1,20261119000000002,1795527204001664,'李值班','电话','您反映的事已经办好','',1,1);
INSERT INTO "answer" VALUES(20261121000000001,1,20261121000000001,1795704854442450,'李值班','电话','您反映的事已经办好','',1,1);
CREATE TABLE archived (
  case_id INTEGER PRIMARY KEY,
  sequence BIGINT NOT NULL,
  sealed_at BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  seal TEXT NOT NULL,
  retention TEXT NOT NULL,
  kept_until INTEGER NOT NULL,
  title TEXT NOT NULL,
  district TEXT NOT NULL,
  matter TEXT NOT NULL,
  lead TEXT NOT NULL,
  attachments INTEGER NOT NULL,
  size BIGINT NOT NULL
);
CREATE TABLE assignment (
  case_id BIGINT NOT NULL REFERENCES hotline_case (id),
  number INTEGER NOT NULL,
  department TEXT NOT NULL,
  leads BOOLEAN NOT NULL,
  state TEXT NOT NULL,
  assigned_at BIGINT NOT NULL,
  deadline BIGINT NOT NULL,
  provisional BOOLEAN NOT NULL,
  limit_at BIGINT NOT NULL,
  accept_by BIGINT NOT NULL,
  may_answer BOOLEAN NOT NULL,
  progress_by BIGINT,
  accepted_at BIGINT,
  replied_at BIGINT,
  reply TEXT NOT NULL,
  extension_days INTEGER NOT NULL,
  extension_reason TEXT NOT NULL,
  extended INTEGER NOT NULL,
  reworks INTEGER NOT NULL,
  supervisions INTEGER NOT NULL,
  reminded_to_accept INTEGER NOT NULL,
  pressure SMALLINT NOT NULL, first_replied_at BIGINT, further_since BIGINT, further_days INTEGER NOT NULL DEFAULT 0, overdue_since BIGINT, time_limit TEXT NOT NULL DEFAULT '7个工作日', extra_days INTEGER NOT NULL DEFAULT 0, latest BIGINT NOT NULL DEFAULT 0, plain_deadline BIGINT NOT NULL DEFAULT 0, standstills TEXT NOT NULL DEFAULT '[]', stands_since BIGINT, first_assigned_at BIGINT NOT NULL DEFAULT 0, object_by BIGINT, objection TEXT NOT NULL DEFAULT '', objection_basis TEXT NOT NULL DEFAULT '', objection_state TEXT NOT NULL DEFAULT 'NONE', decide_by BIGINT,
  PRIMARY KEY (case_id, number)
)  WITHOUT ROWID;
INSERT INTO "assignment" VALUES(20261102000000001,1,'龙泉县市场监督管理局',1,'DONE',1793615160000000,1794391200000000,0,1794823200000000,1793781780000000,0,NULL,1793747958373310,1794759955307434,'已到现场处理,问题已解决',0,'',0,0,1,1,3,1794759955307434,NULL,0,1794391200000000,'7个工作日',0,1794391200000000,1794391200000000,'[]',NULL,1793615160000000,NULL,'','','NONE',NULL);
INSERT INTO "assignment" VALUES(20261106000000001,1,'公安局',1,'DONE',1793932967364919,1794909600000000,0,1794909600000000,1793934767364919,0,NULL,1793933949134511,1793962534779659,'已到现场处理,问题已解决',0,'',0,0,0,0,0,1793962534779659,NULL,0,NULL,'7个工作日',0,1794909600000000,1794909600000000,'[]',NULL,1793932967364919,NULL,'','','NONE',NULL);
INSERT INTO "assignment" VALUES(20261106000000001,2,'消防救援支队',0,'DONE',1793932967364919,1794909600000000,0,1794909600000000,1793937481055717,0,NULL,1793935681055717,1793946924536414,'已到现场处理,问题已解决',0,'',0,0,0,1,0,1793946924536414,NULL,0,NULL,'7个工作日',0,1794909600000000,1794909600000000,'[]',NULL,1793932967364919,NULL,'','','NONE',NULL);
INSERT INTO "assignment" VALUES(20261107000000002,1,'交警支队',1,'DONE',1794053700000000,1794564000000000,0,1794564000000000,1794214800000000,0,NULL,1794066962802825,1794508306899164,'已到现场处理,问题已解决',0,'',0,0,0,0,2,1794508306899164,NULL,0,NULL,'5个工作日',0,1794564000000000,1794564000000000,'[]',NULL,1794053700000000,NULL,'','','NONE',NULL);
INSERT INTO "assignment" VALUES(20261108000000001,1,'轨道交通集团',1,'DONE',1794114540000000,1794909600000000,0,1794909600000000,1794214800000000,0,NULL,1794126548737174,1794777668520478,'已到现场处理,问题已解决',0,'',0,0,0,0,1,1794777668520478,NULL,0,NULL,'7个工作日',0,1794909600000000,1794909600000000,'[]',NULL,1794114540000000,NULL,'','','NONE',NULL);
INSERT INTO "assignment" VALUES(20261109000000002,1,'江岸区城市管理局',1,'DONE',1794198420000000,1794823200000000,0,1794823200000000,1794281220000000,0,NULL,1794209415880028,1794718357571327,'已到现场处理,问题已解决',0,'',0,0,0,0,2,1794718357571327,NULL,0,NULL,'5个工作日',0,1794823200000000,1794823200000000,'[]',NULL,1794198420000000,NULL,'','','NONE',NULL);
INSERT INTO "assignment" VALUES(20261110000000001,1,'西岭区住房和城乡建设局',1,'DONE',1794305820000000,1795082400000000,0,1795082400000000,1794387600000000,0,NULL,1794308888835222,1794698676801687,'已到现场处理,问题已解决',0,'',0,0,0,0,0,1794698676801687,NULL,0,NULL,'7个工作日',0,1795082400000000,1795082400000000,'[]',NULL,1794305820000000,NULL,'','','NONE',NULL);
INSERT INTO "assignment" VALUES(20261112000000001,1,'民政局',1,'DONE',1794464495385084,1795428000000000,0,1795428000000000,1794547295385084,0,NULL,1794475363664133,1794931844589852,'已到现场处理,问题已解决',0,'',0,0,0,0,0,1794931844589852,NULL,0,NULL,'7个工作日',0,1795428000000000,1795428000000000,'[]',NULL,1794464495385084,NULL,'','','NONE',NULL);
INSERT INTO "assignment" VALUES(20261114000000001,1,'东湖区住房和城乡建设局',1,'DONE',1794768794951397,1795600800000000,0,1795600800000000,1794783194951397,0,NULL,1794777998926406,1795285996970041,'已到现场处理,问题已解决',0,'',0,0,0,1,0,1795285996970041,NULL,0,NULL,'7个工作日',0,1795600800000000,1795600800000000,'[]',NULL,1794768794951397,NULL,'','','NONE',NULL);
INSERT INTO "assignment" VALUES(20261115000000001,1,'青山区生态环境分局',1,'DONE',1794712320000000,1795514400000000,0,1795600800000000,1794819600000000,0,NULL,1794715133617314,1795227596971037,'已到现场处理,问题已解决',0,'',0,1,0,0,0,1795054053114148,NULL,0,NULL,'7个工作日',0,1795514400000000,1795514400000000,'[]',NULL,1794712320000000,NULL,'','','NONE',NULL);
INSERT INTO "assignment" VALUES(20261117000000001,1,'青山区生态环境分局',1,'DONE',1794880680000000,1795687200000000,0,1795687200000000,1794909480000000,0,NULL,1794893796981329,1795565141061028,'已到现场处理,问题已解决',0,'',0,0,0,0,1,1795565141061028,NULL,0,NULL,'7个工作日',0,1795687200000000,1795687200000000,'[]',NULL,1794880680000000,NULL,'','','NONE',NULL);
INSERT INTO "assignment" VALUES(20261118000000001,1,'邮政管理局',1,'DECLINED',1794969060000000,1795600800000000,0,1795600800000000,1795051860000000,0,NULL,NULL,NULL,'',0,'',0,0,0,0,0,NULL,NULL,0,NULL,'5个工作日',0,1795600800000000,1795600800000000,'[]',NULL,1794969060000000,NULL,'','','UPHELD',NULL);
INSERT INTO "assignment" VALUES(20261118000000001,2,'民政局',1,'DONE',1794989770021385,1795773600000000,0,1795773600000000,1795072570021385,0,NULL,1794998874178520,1795398163353855,'已到现场处理,问题已解决',0,'',0,0,0,0,0,1795398163353855,NULL,0,NULL,'7个工作日',0,1795773600000000,1795773600000000,'[]',NULL,1794989770021385,NULL,'','','NONE',NULL);
INSERT INTO "assignment" VALUES(20261119000000001,1,'邮政管理局',1,'DONE',1795054320000000,1795687200000000,0,1795687200000000,1795137120000000,0,NULL,1795068672848776,1795589385406585,'已到现场处理,问题已解决',0,'',0,0,0,0,2,1795589385406585,NULL,0,NULL,'5个工作日',0,1795687200000000,1795687200000000,'[]',NULL,1795054320000000,NULL,'','','NONE',NULL);
INSERT INTO "assignment" VALUES(20261119000000002,1,'南浦区生态环境分局',1,'DONE',1795083360000000,1795687200000000,0,1795687200000000,1795165200000000,0,NULL,1795095155896060,1795469406904116,'已到现场处理,问题已解决',0,'',0,0,0,0,0,1795469406904116,NULL,0,NULL,'5个工作日',0,1795687200000000,1795687200000000,'[]',NULL,1795083360000000,NULL,'','','NONE',NULL);
INSERT INTO "assignment" VALUES(20261119000000002,2,'公安局',0,'DECLINED',1795083360000000,1795687200000000,0,1795687200000000,1795165200000000,0,NULL,NULL,NULL,'',0,'',0,0,0,0,0,NULL,NULL,0,NULL,'5个工作日',0,1795687200000000,1795687200000000,'[]',NULL,1795083360000000,NULL,'','','UPHELD',NULL);
INSERT INTO "assignment" VALUES(20261121000000001,1,'人力资源和社会保障局',1,'DONE',1795223880000000,1796119200000000,0,1796119200000000,1795424400000000,0,NULL,1795228457802765,1795613949028363,'已到现场处理,问题已解决',0,'',0,0,0,0,0,1795613949028363,NULL,0,NULL,'7个工作日',0,1796119200000000,1796119200000000,'[]',NULL,1795223880000000,NULL,'','','NONE',NULL);
INSERT INTO "assignment" VALUES(20261203000000001,1,'交通运输局',1,'ASSIGNED',1796260680000000,1796896800000000,0,1796896800000000,1796289480000000,0,NULL,NULL,NULL,'',0,'',0,0,0,0,0,NULL,NULL,0,NULL,'5个工作日',0,1800007200000000,1796896800000000,'[]',NULL,1796260680000000,NULL,'','','NONE',NULL);
INSERT INTO "assignment" VALUES(20261203000000002,1,'交通运输局',1,'WITHDRAWN',1796260680000000,1796896800000000,0,1796896800000000,1796289480000000,0,NULL,NULL,NULL,'',0,'',0,0,0,0,0,NULL,NULL,0,NULL,'5个工作日',0,1796896800000000,1796896800000000,'[]',NULL,1796260680000000,NULL,'','','NONE',NULL);
CREATE TABLE attachment (
  case_id BIGINT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  department TEXT NOT NULL,
  PRIMARY KEY (case_id, position)
) WITHOUT ROWID;
CREATE TABLE call (
  case_id INTEGER PRIMARY KEY REFERENCES hotline_case (id),
  request_id TEXT NOT NULL,
  confidential BOOLEAN NOT NULL,
  received_at BIGINT NOT NULL,
  subject TEXT NOT NULL,
  content TEXT NOT NULL,
  channel TEXT NOT NULL,
  request_type TEXT NOT NULL,
  district TEXT NOT NULL,
  address TEXT NOT NULL,
  operator TEXT NOT NULL,
  telephony_call_id TEXT NOT NULL,
  marked_urgent BOOLEAN NOT NULL
, caller TEXT NOT NULL DEFAULT '', follows TEXT NOT NULL DEFAULT '', recording TEXT NOT NULL DEFAULT '', latitude INTEGER, longitude INTEGER, coordinate_source TEXT NOT NULL DEFAULT '', address_detail TEXT NOT NULL DEFAULT '', wishes_no_reply BOOLEAN NOT NULL DEFAULT FALSE);
INSERT INTO "call" VALUES(20261102000000001,'29a369da-da38-473f-916a-f1dd03c02861',0,1793615160000000,'','超市卖过期食品,还不认账','电话','','龙泉县','','0702','',0,'tests:4cuO7tPIkb4pE15UPWPTFxlHcCut9P63tqmzS3vGw6rZoC5IpNK8LpLFz3UOzFGW/HbJZJnmglUYJdKgrcYx','','',NULL,NULL,'','',0);
INSERT INTO "call" VALUES(20261103000000001,'4aefee84-6c8e-4d5f-b875-740207167fe2',0,1793670180000000,'','表扬 12 路公交车司机,捡到钱包还给了我','电话','','','','0705','',0,'tests:61pEu2bSvNAatRrRyy81JYWyJjG1j2+mUX67y/nG12TkbT83aozURR1HAB7WKisU+wx3jhrKEPFA2VwhwHlo','','',NULL,NULL,'','',0);
INSERT INTO "call" VALUES(20261106000000001,'a903dc1e-9d64-4c10-933c-df5dd38bc1be',0,1793932380000000,'','我妈有老年痴呆,早上出去到现在没回来','电话','','','','0704','',0,'tests:4ntGMua3BIrfLmWA10EtpvAVwFxddxajDuhrVFf41GsZH2mWmVBLPmCENaiMHMMzFlNrcRlxcnEZdBUEFw/j','','',NULL,NULL,'','',0);
INSERT INTO "call" VALUES(20261106000000002,'c30c5881-628e-4c5b-8f8e-cd2a7f8b9258',0,1793939820000000,'','请问失业金怎么申领','电话','','','','0702','',0,'tests:BRAM8qfhRbAa/NOAPvPtysSPJuebfqmf86pum6STnOOZkPQmCGg3PKtFxdc/+pfz68KBOPi5rX7QE6JFqO1P','','',NULL,NULL,'','',0);
INSERT INTO "call" VALUES(20261107000000001,'2cbb5578-e6c3-408a-a099-ecca15c789f7',0,1794030000000000,'','开公司怎么办营业执照','电话','','','','0703','',0,'tests:qNXtjqZMPd+Qx2njkJEHtqt0HqpAZcIs/n4rx42g7cbDz8vMUTBoVG/HXgGhfUyKx6QJRBxpvTzgyZWF1aHi','','',NULL,NULL,'','',0);
INSERT INTO "call" VALUES(20261107000000002,'77158ec2-40f3-4c67-9ac0-5dcae15cc95c',0,1794053700000000,'','红绿灯坏了,路口天天堵车','电话','','','','0701','',0,'tests:AHWggZXfxtEpmuSfV7hVXYpz5CJI0R58d3KbzDJ0QmxkL9CQLaJumtmekph3aLaSC9/v4y9Jt4IUOcyQ8yBj','','',NULL,NULL,'','',0);
INSERT INTO "call" VALUES(20261108000000001,'196cf3f6-7741-4f0b-b190-e72f89d7bc9f',0,1794114540000000,'','建议在地铁口多装几盏路灯','电话','','','','0701','',0,'tests:t2s2seSdLy6MTxRSNXtLAq+xW1upAPoDOfnJKJhm6whKDXxY/HZqPLpXcykaIgQybxrBbhpzqZIn/Odbj1ff','','',NULL,NULL,'','',0);
INSERT INTO "call" VALUES(20261108000000002,'d410d996-0d0e-4b05-8831-38a1ccc89e8a',0,1794119040000000,'','我是自由职业,自己怎么交养老保险','电话','','','','0701','',0,'tests:Q0+1mmOoqoveEXgK8PH41t+MPzjysjKGTaPQ6+RX3dmrlqIMKy+vKZZ2kOqP4A2UNtVEYX0V5/QqXgqlpeXN','','',NULL,NULL,'','',0);
INSERT INTO "call" VALUES(20261109000000001,'00cd33e7-ab66-4069-973e-6341a9368fc5',0,1794196080000000,'','表扬 12 路公交车司机,捡到钱包还给了我','电话','','','','0705','',0,'tests:OjJ19/NxhVBj+7HtkVzIiNWB6EJ6uVXB4c4l9BucODI07RqYsdA/v1kTVP5NJZOcNIfg3mmBWEaeo4FQQHvT','','',NULL,NULL,'','',0);
INSERT INTO "call" VALUES(20261109000000002,'17ef24c7-6024-4c42-ac46-502710d77109',0,1794198420000000,'','河边没有护栏,怕小孩掉水里','电话','','江岸区','','0701','',0,'tests:T/4jOzqr9jVD5kyjD0synkO6rQR07ddimyqgEfwT1a1+od5MWoFU815ugN6spK+0rJg1ppDIg/3zGb53C48Q','','',NULL,NULL,'','',0);
INSERT INTO "call" VALUES(20261110000000001,'9ac27fe4-22c6-411f-a47e-3d49c2238fcf',0,1794305820000000,'','小区物业费涨了一倍,服务越来越差','电话','投诉','西岭区','','0702','',0,'tests:+Xp4p4ErERlC86iYsizxXO5WpVVPcXaTQTTM1rbPyWzniYoYfX86h5rKU69zDGjOosMhxFn91zXpVxsPmnlh','','',NULL,NULL,'','',0);
INSERT INTO "call" VALUES(20261112000000001,'62ce8e1c-6294-428e-8ab9-06ff1adbfbfb',0,1794464100000000,'','邻居养鸽子,我不知道该找谁','电话','','','','0702','',0,'tests:o+GfckDcrUiZNlfCvBYGSR1jZmFUspnvNuqkn8tMdMSMGVx6TVMhqLgeMB70zQwA4NZdNHZTKvOAI6CrMJ1y','','',NULL,NULL,'','',0);
INSERT INTO "call" VALUES(20261112000000002,'982fc898-54fa-4b78-9e8e-b8650bb4616e',0,1794491820000000,'','表扬 12 路公交车司机,捡到钱包还给了我','电话','','','','0701','',0,'tests:ibmnvVjSyBZFVUE6PnT92WBfmPb9p9VKrdPFVNG0hvSnnZMCvy1cuO49bNXYatTt+rGY09tsS8Ywjn/l5A3X','','',NULL,NULL,'','',0);
INSERT INTO "call" VALUES(20261114000000001,'74f2249e-dd4b-4faa-bf54-f800bb220259',0,1794651720000000,'','开发商逾期交房,我们几百户业主集体上访也没人管,记者都来了','电话','','东湖区','','0703','',0,'tests:FlkJZ/nsryPUkI+rfL9H1BkU6mGe6+P6RyszZIYyseeJpYnv58ZYDcCMw3aAOWsLod6qANwtaVA1b9WpZf7A','','',NULL,NULL,'','',0);
INSERT INTO "call" VALUES(20261115000000001,'7dce3238-1b9a-464e-845a-0d0df3622cb7',0,1794712320000000,'','化工厂晚上偷排废气,开不了窗','电话','举报','青山区','','0705','',0,'tests:MTcTxjFM7ta4XXwV7wvjAW+vZoImYsJJvMYCexVdOp6R/tjC9biJD8Jm75CYnjN1xxfVHB2KbVp5XPbjtJ+D','','',NULL,NULL,'','',0);
INSERT INTO "call" VALUES(20261115000000002,'665d26a8-2e43-4f1f-9082-9fe21b6dfe4a',0,1794732780000000,'','请问失业金怎么申领','电话','','','','0701','',0,'tests:5pcgoHbS3ANHbUKT7FhNo/VDGTw2nHQomkpZLje5oI0V4sVJ6NRMkK62KWzqPZwEuwMtIYsDF91tma/WC829','','',NULL,NULL,'','',0);
INSERT INTO "call" VALUES(20261115000000003,'b3b0f741-428e-4f54-ace4-b9081e724cc9',0,1794750900000000,'','东湖区哪里可以打流感疫苗','电话','','','','0703','',0,'tests:h7y8NeWwiNRYHZrftK4UHmSdOpwZ+AYn9OEs72bw5P6TKM1BeidwFUnoJwTVPycTDb4DxOqOsxt3NF+euW6i','','',NULL,NULL,'','',0);
INSERT INTO "call" VALUES(20261117000000001,'ee88c23f-6e77-4b14-8202-a346dc0c4945',0,1794880680000000,'','化工厂晚上偷排废气,开不了窗','电话','举报','青山区','','0705','',0,'tests:tKJpklDoQcrzyzR1YsdEmI58LnRiI7SpKKiPxyI+S25CR57DtLKKq9fkDfw9orKHhOIpqrjWjn/5st3oqzvs','','',NULL,NULL,'','',0);
INSERT INTO "call" VALUES(20261117000000002,'6a3ce033-0617-4663-9c52-e546b03074fc',0,1794912600000000,'','驾驶证快到期了,去哪里换','电话','','','','0704','',0,'tests:DRY3JgKAbE+9+o3b580i0o7VNx7oNEEnY1lRhii8oaKMSW13vnwxTFrElfbs/QAYIPfnJfQQUoyh7/hfC9cv','','',NULL,NULL,'','',0);
INSERT INTO "call" VALUES(20261118000000001,'60ad404d-11f6-4aa9-8664-8d5cb82419b8',0,1794969060000000,'','快递放在门口丢了,快递公司不赔','电话','','北辰区','','0705','',0,'tests:aJFWTfM1ErcNkvxf9E+d7iNgh7tHO/q2YygojjEtR/bCWk2XDhi7YCkIUARFAct26GwmgZz4C8X/Vz4NHPaz','','',NULL,NULL,'','',0);
INSERT INTO "call" VALUES(20261118000000002,'8443dc3e-ab87-45d9-bbac-2e7f72623ea7',0,1795009860000000,'','请问租房怎么提取公积金','电话','咨询','','','0702','',0,'tests:0tzf94VMDJbhGfHnpJUQwVNzCv/aqePjST3L3jNo79zDsySjzw+WKSS1bq7iPMz1JmPgP9NVRHefN324I1k9','','',NULL,NULL,'','',0);
INSERT INTO "call" VALUES(20261119000000001,'f75cb793-852a-47ad-8c39-97ca03e5aa34',0,1795054320000000,'','快递放在门口丢了,快递公司不赔','电话','','北辰区','','0704','',0,'tests:sdVZrUstCBfge+r3gMqS+pZA6rNnbbHbnRe9IQu9v8C8lk6g/ORJa87MPK7Hy2uDJC7St6peaZ1gBJ1JeV2P','','',NULL,NULL,'','',0);
INSERT INTO "call" VALUES(20261119000000002,'4d3f7394-71eb-4c56-821b-3fe18cb24ec4',0,1795083360000000,'','楼上半夜装修,噪音吵得孩子睡不着','电话','','南浦区','','0702','',0,'tests:FEnUChC6ki3hPfZywK77fhxA74q4qFv3PC4PdzZSFG4Jz1T0LaNj+GNVvY7rXCcPp70FOD3MPgGI7N3JEiQc','','',NULL,NULL,'','',0);
INSERT INTO "call" VALUES(20261121000000001,'90a76fbd-5262-4c8e-aa7f-e944d7045893',0,1795223880000000,'','公司强迫我们签放弃社保的协议','电话','','','','0701','',0,'tests:2VunRZ0gzF23dZY5NTTS1PDwaKdnvVTeq8oo8JffPBwc1zUKRhmPMynBgM1zaiqda6xzR9tbj/M60Hiv/Hsv','','',NULL,NULL,'','',0);
INSERT INTO "call" VALUES(20261203000000001,'6a27a0e6-2032-4405-83bd-c634b11aac4e',0,1796260680000000,'','投诉出租车拒载还乱要价','电话','','','','0712','',0,'tests:rk1AFF/sV/exM7jw89rV7a/UYVZcBlQk7w9kF9hcRt2s5y7RweyTM+B3xFdd9y2LvYkFcnnXiH8I8O0q','','',NULL,NULL,'','',0);
INSERT INTO "call" VALUES(20261203000000002,'3d58ac61-96ec-4326-ad1b-be3d517d125b',0,1796260680000000,'','投诉出租车拒载,车号云A12345','电话','','','','0712','',0,'tests:iG0qH57fIqzZ1kQOpUJwMPH46mFPxTgOq2hFhf/WMlfObqTQc+kRNpf+6M33QRztgQRMwhUuC9WJNqCU','','',NULL,NULL,'','',0);
CREATE TABLE call_request (
  request_id TEXT NOT NULL PRIMARY KEY,
  case_id BIGINT NOT NULL REFERENCES hotline_case (id),
  fingerprint TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "call_request" VALUES('00cd33e7-ab66-4069-973e-6341a9368fc5',20261109000000001,'4cfa990729efd0bc700a6d0cf115e66c');
INSERT INTO "call_request" VALUES('17ef24c7-6024-4c42-ac46-502710d77109',20261109000000002,'066ca54efa1f884ee071d3221d0a607c');
INSERT INTO "call_request" VALUES('196cf3f6-7741-4f0b-b190-e72f89d7bc9f',20261108000000001,'4ac094127ec677d7c5f0262d2fd2abcf');
INSERT INTO "call_request" VALUES('29a369da-da38-473f-916a-f1dd03c02861',20261102000000001,'c6bd7a24b32ae047641eee9d697142f2');
INSERT INTO "call_request" VALUES('2cbb5578-e6c3-408a-a099-ecca15c789f7',20261107000000001,'d2666f232be77bd6befaec9951590926');
INSERT INTO "call_request" VALUES('3d58ac61-96ec-4326-ad1b-be3d517d125b',20261203000000002,'139ef35805d0388c93ba7c8bb6b8e8bc');
INSERT INTO "call_request" VALUES('4aefee84-6c8e-4d5f-b875-740207167fe2',20261103000000001,'21d65290b1069631349d140b55ed62f2');
INSERT INTO "call_request" VALUES('4d3f7394-71eb-4c56-821b-3fe18cb24ec4',20261119000000002,'49c1f3c94b5517e8eb6a8b3c8fd05d6a');
INSERT INTO "call_request" VALUES('60ad404d-11f6-4aa9-8664-8d5cb82419b8',20261118000000001,'4c849a820ac3b3d7ff384818cb9b94d0');
INSERT INTO "call_request" VALUES('62ce8e1c-6294-428e-8ab9-06ff1adbfbfb',20261112000000001,'2815246be7cf61f37c4f0cdf3adba6f5');
INSERT INTO "call_request" VALUES('665d26a8-2e43-4f1f-9082-9fe21b6dfe4a',20261115000000002,'7d5635f7d72c4478d02e5aec0a5113e2');
INSERT INTO "call_request" VALUES('6a27a0e6-2032-4405-83bd-c634b11aac4e',20261203000000001,'e74c5acc13b3852a9bd37674badd1bb8');
INSERT INTO "call_request" VALUES('6a3ce033-0617-4663-9c52-e546b03074fc',20261117000000002,'db8263c1307a77ed03bece14255ee768');
INSERT INTO "call_request" VALUES('74f2249e-dd4b-4faa-bf54-f800bb220259',20261114000000001,'a0c9aff5c9e2b2055cbabda0a4a7c332');
INSERT INTO "call_request" VALUES('77158ec2-40f3-4c67-9ac0-5dcae15cc95c',20261107000000002,'d86e84fe17a790d646b1e0dd8d0239e5');
INSERT INTO "call_request" VALUES('7dce3238-1b9a-464e-845a-0d0df3622cb7',20261115000000001,'5def6b92f8197512f5e574c3edcdbdc3');
INSERT INTO "call_request" VALUES('8443dc3e-ab87-45d9-bbac-2e7f72623ea7',20261118000000002,'191566feceefffd63baf11debc1c9326');
INSERT INTO "call_request" VALUES('90a76fbd-5262-4c8e-aa7f-e944d7045893',20261121000000001,'b74173d6e337c71c79e955a6e63e001a');
INSERT INTO "call_request" VALUES('982fc898-54fa-4b78-9e8e-b8650bb4616e',20261112000000002,'766dbc2189609184bcbc775bc9e5affb');
INSERT INTO "call_request" VALUES('9ac27fe4-22c6-411f-a47e-3d49c2238fcf',20261110000000001,'fa25c05f22dda875556bbaacfec1075f');
INSERT INTO "call_request" VALUES('a903dc1e-9d64-4c10-933c-df5dd38bc1be',20261106000000001,'38668dee3952e420fd41d7fbefce7a00');
INSERT INTO "call_request" VALUES('b3b0f741-428e-4f54-ace4-b9081e724cc9',20261115000000003,'fbeca82a4bc5cb21b58510f55927f61a');
INSERT INTO "call_request" VALUES('c30c5881-628e-4c5b-8f8e-cd2a7f8b9258',20261106000000002,'00429fb58340e97a20f5daf27c29295b');
INSERT INTO "call_request" VALUES('d410d996-0d0e-4b05-8831-38a1ccc89e8a',20261108000000002,'88baec3262d48c95538f645035ce0f07');
INSERT INTO "call_request" VALUES('ee88c23f-6e77-4b14-8202-a346dc0c4945',20261117000000001,'6e97237cf220bbb2eb0754db96ea7c4a');
INSERT INTO "call_request" VALUES('f75cb793-852a-47ad-8c39-97ca03e5aa34',20261119000000001,'c93d2ec1a4dd1e0c545acf8afb562e3a');
CREATE TABLE case_caller (
  case_id BIGINT NOT NULL REFERENCES hotline_case (id),
  call_id BIGINT NOT NULL,
  answered BOOLEAN NOT NULL, has_phone BOOLEAN NOT NULL DEFAULT TRUE, wishes_no_reply BOOLEAN NOT NULL DEFAULT FALSE, withdrawn BOOLEAN NOT NULL DEFAULT FALSE, handling INTEGER NOT NULL DEFAULT 1, callback TEXT NOT NULL DEFAULT 'NONE', attempts INTEGER NOT NULL DEFAULT 0, next_attempt BIGINT, exemption TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (case_id, call_id)
)  WITHOUT ROWID;
INSERT INTO "case_caller" VALUES(20261102000000001,20261102000000001,1,1,0,0,1,'NONE',0,NULL,'');
INSERT INTO "case_caller" VALUES(20261103000000001,20261103000000001,1,1,0,0,1,'NONE',0,NULL,'');
INSERT INTO "case_caller" VALUES(20261106000000001,20261106000000001,1,1,0,0,1,'NONE',0,NULL,'');
INSERT INTO "case_caller" VALUES(20261106000000002,20261106000000002,1,1,0,0,1,'NONE',0,NULL,'');
INSERT INTO "case_caller" VALUES(20261107000000001,20261107000000001,1,1,0,0,1,'NONE',0,NULL,'');
INSERT INTO "case_caller" VALUES(20261107000000002,20261107000000002,1,1,0,0,1,'NONE',0,NULL,'');
INSERT INTO "case_caller" VALUES(20261108000000001,20261108000000001,1,1,0,0,1,'NONE',0,NULL,'');
INSERT INTO "case_caller" VALUES(20261108000000002,20261108000000002,1,1,0,0,1,'NONE',0,NULL,'');
INSERT INTO "case_caller" VALUES(20261109000000001,20261109000000001,1,1,0,0,1,'NONE',0,NULL,'');
INSERT INTO "case_caller" VALUES(20261109000000002,20261109000000002,1,1,0,0,1,'NONE',0,NULL,'');
INSERT INTO "case_caller" VALUES(20261110000000001,20261110000000001,1,1,0,0,1,'NONE',0,NULL,'');
INSERT INTO "case_caller" VALUES(20261112000000001,20261112000000001,1,1,0,0,1,'NONE',0,NULL,'');
INSERT INTO "case_caller" VALUES(20261112000000002,20261112000000002,1,1,0,0,1,'NONE',0,NULL,'');
INSERT INTO "case_caller" VALUES(20261114000000001,20261114000000001,1,1,0,0,1,'NONE',0,NULL,'');
INSERT INTO "case_caller" VALUES(20261115000000001,20261115000000001,1,1,0,0,1,'NONE',0,NULL,'');
INSERT INTO "case_caller" VALUES(20261115000000002,20261115000000002,1,1,0,0,1,'NONE',0,NULL,'');
INSERT INTO "case_caller" VALUES(20261115000000003,20261115000000003,1,1,0,0,1,'NONE',0,NULL,'');
INSERT INTO "case_caller" VALUES(20261117000000001,20261117000000001,1,1,0,0,1,'NONE',0,NULL,'');
INSERT INTO "case_caller" VALUES(20261117000000002,20261117000000002,1,1,0,0,1,'NONE',0,NULL,'');
INSERT INTO "case_caller" VALUES(20261118000000001,20261118000000001,1,1,0,0,1,'NONE',0,NULL,'');
INSERT INTO "case_caller" VALUES(20261118000000002,20261118000000002,1,1,0,0,1,'NONE',0,NULL,'');
INSERT INTO "case_caller" VALUES(20261119000000001,20261119000000001,1,1,0,0,1,'NONE',0,NULL,'');
INSERT INTO "case_caller" VALUES(20261119000000002,20261119000000002,1,1,0,0,1,'NONE',0,NULL,'');
INSERT INTO "case_caller" VALUES(20261121000000001,20261121000000001,1,1,0,0,1,'NONE',0,NULL,'');
INSERT INTO "case_caller" VALUES(20261203000000001,20261203000000001,0,1,0,0,1,'NONE',0,NULL,'');
INSERT INTO "case_caller" VALUES(20261203000000001,20261203000000002,0,1,0,0,1,'NONE',0,NULL,'');
CREATE TABLE counter (
  name TEXT NOT NULL PRIMARY KEY,
  last BIGINT NOT NULL
);
INSERT INTO "counter" VALUES('20261102',1);
INSERT INTO "counter" VALUES('20261103',1);
INSERT INTO "counter" VALUES('20261106',2);
INSERT INTO "counter" VALUES('20261107',2);
INSERT INTO "counter" VALUES('20261108',2);
INSERT INTO "counter" VALUES('20261109',2);
INSERT INTO "counter" VALUES('20261110',1);
INSERT INTO "counter" VALUES('20261112',2);
INSERT INTO "counter" VALUES('20261114',1);
INSERT INTO "counter" VALUES('20261115',3);
INSERT INTO "counter" VALUES('20261117',2);
INSERT INTO "counter" VALUES('20261118',2);
INSERT INTO "counter" VALUES('20261119',2);
INSERT INTO "counter" VALUES('20261121',1);
INSERT INTO "counter" VALUES('20261203',2);
INSERT INTO "counter" VALUES('log',219);
INSERT INTO "counter" VALUES('hotspots claimed',0);
INSERT INTO "counter" VALUES('hotspots',215);
INSERT INTO "counter" VALUES('access-20261203',1);
INSERT INTO "counter" VALUES('directory',1);
CREATE TABLE decision (
  case_id BIGINT NOT NULL REFERENCES hotline_case (id),
  version INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  lead TEXT NOT NULL,
  cohandlers TEXT NOT NULL,
  urgency TEXT NOT NULL,
  policy TEXT NOT NULL,
  reasons TEXT NOT NULL,
  rules TEXT NOT NULL,
  book_version TEXT NOT NULL,
  facts TEXT NOT NULL,
  decided_at BIGINT NOT NULL, reader_version TEXT NOT NULL DEFAULT '', proposals TEXT NOT NULL DEFAULT '[]', asks_back BOOLEAN NOT NULL DEFAULT FALSE, suggestions TEXT NOT NULL DEFAULT '[]', time_limit TEXT NOT NULL DEFAULT '7个工作日',
  PRIMARY KEY (case_id, version)
)  WITHOUT ROWID;
INSERT INTO "decision" VALUES(20261102000000001,1,'TRANSFER','龙泉县市场监督管理局','[]','NORMAL','','["需要部门办理,交一个部门限期回复"]','["HD-03","派单目录:食品与市场/任一"]','7a1727cd604b','{"诉求类型":"","分类":"商贸旅游","事项":["食品与市场"],"首要事项":"食品与市场","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1102,"日期":20261102,"工作时间":false,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"龙泉县","同号码七日来电数":0,"同地同事七日来电数":0,"字数":12,"承办单位数":1}',1793615160000000,'','[]',0,'[]','7个工作日');
INSERT INTO "decision" VALUES(20261103000000001,1,'REFERRAL','公共交通集团','[]','NORMAL','','["事项明显归一个部门管,告知来电人并跟踪到有结果"]','["HD-02","派单目录:公交/全市"]','7a1727cd604b','{"诉求类型":"表扬","分类":"交通运输","事项":["公交"],"首要事项":"公交","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1103,"日期":20261103,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":21,"承办单位数":1}',1793670180000000,'','[]',0,'[]','3个工作日');
INSERT INTO "decision" VALUES(20261106000000001,1,'EMERGENCY','公安局','["消防救援支队"]','CRITICAL','','["来电人说有人走失、被拐或被困"]','["EM-11"]','7a1727cd604b','{"诉求类型":"","分类":"","事项":[],"首要事项":"","险情":["人员走失"],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1106,"日期":20261106,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":18,"承办单位数":0}',1793932380000000,'','[]',0,'[]','7个工作日');
INSERT INTO "decision" VALUES(20261106000000002,1,'DIRECT_ANSWER','','[]','NORMAL','ZC-SY-01','["咨询的事项有现行政策,话务员当场答复"]','["HD-01"]','7a1727cd604b','{"诉求类型":"咨询","分类":"劳动和社会保障","事项":["失业与就业"],"首要事项":"失业与就业","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":["ZC-SY-01"],"月份":11,"月日":1106,"日期":20261106,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":9,"承办单位数":1}',1793939820000000,'','[]',0,'[]','7个工作日');
INSERT INTO "decision" VALUES(20261107000000001,1,'REFERRAL','市场监督管理局','[]','NORMAL','','["事项明显归一个部门管,告知来电人并跟踪到有结果"]','["HD-02","派单目录:工商登记/全市"]','7a1727cd604b','{"诉求类型":"咨询","分类":"商贸旅游","事项":["工商登记"],"首要事项":"工商登记","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1107,"日期":20261107,"工作时间":false,"节假日":true,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":10,"承办单位数":1}',1794030000000000,'','[]',0,'[]','3个工作日');
INSERT INTO "decision" VALUES(20261107000000002,1,'TRANSFER','交警支队','[]','NORMAL','','["需要部门办理,交一个部门限期回复"]','["HD-03","派单目录:交通秩序与信号/全市"]','7a1727cd604b','{"诉求类型":"求助","分类":"交通运输","事项":["交通秩序与信号"],"首要事项":"交通秩序与信号","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1107,"日期":20261107,"工作时间":false,"节假日":true,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":12,"承办单位数":1}',1794053700000000,'','[]',0,'[]','5个工作日');
INSERT INTO "decision" VALUES(20261108000000001,1,'TRANSFER','轨道交通集团','[]','NORMAL','','["需要部门办理,交一个部门限期回复"]','["HD-03","派单目录:轨道与铁路/全市"]','7a1727cd604b','{"诉求类型":"建议","分类":"交通运输","事项":["轨道与铁路","市政设施"],"首要事项":"轨道与铁路","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1108,"日期":20261108,"工作时间":false,"节假日":true,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":12,"承办单位数":1}',1794114540000000,'','[]',0,'[]','7个工作日');
INSERT INTO "decision" VALUES(20261108000000002,1,'DIRECT_ANSWER','','[]','NORMAL','ZC-SB-01','["咨询的事项有现行政策,话务员当场答复"]','["HD-01"]','7a1727cd604b','{"诉求类型":"咨询","分类":"劳动和社会保障","事项":["养老保险与退休"],"首要事项":"养老保险与退休","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":["ZC-SB-01"],"月份":11,"月日":1108,"日期":20261108,"工作时间":false,"节假日":true,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":16,"承办单位数":1}',1794119040000000,'','[]',0,'[]','7个工作日');
INSERT INTO "decision" VALUES(20261109000000001,1,'REFERRAL','公共交通集团','[]','NORMAL','','["事项明显归一个部门管,告知来电人并跟踪到有结果"]','["HD-02","派单目录:公交/全市"]','7a1727cd604b','{"诉求类型":"表扬","分类":"交通运输","事项":["公交"],"首要事项":"公交","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1109,"日期":20261109,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":21,"承办单位数":1}',1794196080000000,'','[]',0,'[]','3个工作日');
INSERT INTO "decision" VALUES(20261109000000002,1,'TRANSFER','江岸区城市管理局','[]','NORMAL','','["需要部门办理,交一个部门限期回复"]','["HD-03","派单目录:市政设施/任一"]','7a1727cd604b','{"诉求类型":"求助","分类":"城乡建设","事项":["市政设施"],"首要事项":"市政设施","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1109,"日期":20261109,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"江岸区","同号码七日来电数":0,"同地同事七日来电数":0,"字数":13,"承办单位数":1}',1794198420000000,'','[]',0,'[]','5个工作日');
INSERT INTO "decision" VALUES(20261110000000001,1,'TRANSFER','西岭区住房和城乡建设局','[]','NORMAL','','["需要部门办理,交一个部门限期回复"]','["HD-03","派单目录:物业服务/任一"]','7a1727cd604b','{"诉求类型":"投诉","分类":"城乡建设","事项":["物业服务"],"首要事项":"物业服务","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1110,"日期":20261110,"工作时间":false,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"西岭区","同号码七日来电数":0,"同地同事七日来电数":0,"字数":16,"承办单位数":1}',1794305820000000,'','[]',0,'[]','7个工作日');
INSERT INTO "decision" VALUES(20261112000000001,1,'DESK','','[]','NORMAL','','["没有规则适用,由值班室研判"]','[]','7a1727cd604b','{"诉求类型":"","分类":"","事项":[],"首要事项":"","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1112,"日期":20261112,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":13,"承办单位数":0}',1794464100000000,'','[]',0,'[]','7个工作日');
INSERT INTO "decision" VALUES(20261112000000001,2,'TRANSFER','民政局','[]','NORMAL','','["值班室研判"]','["值班室"]','7a1727cd604b','{"诉求类型":"","分类":"","事项":[],"首要事项":"","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1112,"日期":20261112,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":13,"承办单位数":0}',1794464495385084,'','[]',0,'[]','7个工作日');
INSERT INTO "decision" VALUES(20261112000000002,1,'REFERRAL','公共交通集团','[]','NORMAL','','["事项明显归一个部门管,告知来电人并跟踪到有结果"]','["HD-02","派单目录:公交/全市"]','7a1727cd604b','{"诉求类型":"表扬","分类":"交通运输","事项":["公交"],"首要事项":"公交","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1112,"日期":20261112,"工作时间":false,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":21,"承办单位数":1}',1794491820000000,'','[]',0,'[]','3个工作日');
INSERT INTO "decision" VALUES(20261114000000001,1,'ESCALATION','东湖区住房和城乡建设局','[]','URGENT','','["涉及面广,而且群众反映突出或媒体关注"]','["HD-07","派单目录:商品房交付与质量/任一"]','7a1727cd604b','{"诉求类型":"投诉","分类":"城乡建设","事项":["商品房交付与质量"],"首要事项":"商品房交付与质量","险情":[],"疑似险情":[],"提到":["涉及面广","群体行动","媒体关注"],"要求保密":false,"政策":[],"月份":11,"月日":1114,"日期":20261114,"工作时间":false,"节假日":true,"渠道":"电话","话务员标记紧急":false,"区县":"东湖区","同号码七日来电数":0,"同地同事七日来电数":0,"字数":29,"承办单位数":1}',1794651720000000,'','[]',0,'[]','7个工作日');
INSERT INTO "decision" VALUES(20261114000000001,2,'TRANSFER','东湖区住房和城乡建设局','[]','URGENT','','["请抓紧依法办理"]','["值班室"]','7a1727cd604b','{"诉求类型":"投诉","分类":"城乡建设","事项":["商品房交付与质量"],"首要事项":"商品房交付与质量","险情":[],"疑似险情":[],"提到":["涉及面广","群体行动","媒体关注"],"要求保密":false,"政策":[],"月份":11,"月日":1114,"日期":20261114,"工作时间":false,"节假日":true,"渠道":"电话","话务员标记紧急":false,"区县":"东湖区","同号码七日来电数":0,"同地同事七日来电数":0,"字数":29,"承办单位数":1}',1794768794951397,'','[]',0,'[]','7个工作日');
INSERT INTO "decision" VALUES(20261115000000001,1,'TRANSFER','青山区生态环境分局','[]','NORMAL','','["需要部门办理,交一个部门限期回复"]','["HD-03","派单目录:工矿与养殖污染/任一"]','7a1727cd604b','{"诉求类型":"举报","分类":"环境保护","事项":["工矿与养殖污染","大气污染"],"首要事项":"工矿与养殖污染","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1115,"日期":20261115,"工作时间":false,"节假日":true,"渠道":"电话","话务员标记紧急":false,"区县":"青山区","同号码七日来电数":0,"同地同事七日来电数":0,"字数":14,"承办单位数":1}',1794712320000000,'','[]',0,'[]','7个工作日');
INSERT INTO "decision" VALUES(20261115000000002,1,'DIRECT_ANSWER','','[]','NORMAL','ZC-SY-01','["咨询的事项有现行政策,话务员当场答复"]','["HD-01"]','7a1727cd604b','{"诉求类型":"咨询","分类":"劳动和社会保障","事项":["失业与就业"],"首要事项":"失业与就业","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":["ZC-SY-01"],"月份":11,"月日":1115,"日期":20261115,"工作时间":false,"节假日":true,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":9,"承办单位数":1}',1794732780000000,'','[]',0,'[]','7个工作日');
INSERT INTO "decision" VALUES(20261115000000003,1,'REFERRAL','卫生健康委员会','[]','NORMAL','','["事项明显归一个部门管,告知来电人并跟踪到有结果"]','["HD-02","派单目录:公共卫生与疫苗/全市"]','7a1727cd604b','{"诉求类型":"咨询","分类":"卫生计生","事项":["公共卫生与疫苗"],"首要事项":"公共卫生与疫苗","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1115,"日期":20261115,"工作时间":false,"节假日":true,"渠道":"电话","话务员标记紧急":false,"区县":"东湖区","同号码七日来电数":0,"同地同事七日来电数":0,"字数":12,"承办单位数":1}',1794750900000000,'','[]',0,'[]','3个工作日');
INSERT INTO "decision" VALUES(20261117000000001,1,'TRANSFER','青山区生态环境分局','[]','NORMAL','','["需要部门办理,交一个部门限期回复"]','["HD-03","派单目录:工矿与养殖污染/任一"]','7a1727cd604b','{"诉求类型":"举报","分类":"环境保护","事项":["工矿与养殖污染","大气污染"],"首要事项":"工矿与养殖污染","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1117,"日期":20261117,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"青山区","同号码七日来电数":0,"同地同事七日来电数":1,"字数":14,"承办单位数":1}',1794880680000000,'','[]',0,'[]','7个工作日');
INSERT INTO "decision" VALUES(20261117000000002,1,'REFERRAL','交警支队','[]','NORMAL','','["事项明显归一个部门管,告知来电人并跟踪到有结果"]','["HD-02","派单目录:机动车与驾驶证/全市"]','7a1727cd604b','{"诉求类型":"咨询","分类":"交通运输","事项":["机动车与驾驶证"],"首要事项":"机动车与驾驶证","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1117,"日期":20261117,"工作时间":false,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":12,"承办单位数":1}',1794912600000000,'','[]',0,'[]','3个工作日');
INSERT INTO "decision" VALUES(20261118000000001,1,'TRANSFER','邮政管理局','[]','NORMAL','','["需要部门办理,交一个部门限期回复"]','["HD-03","派单目录:邮政与快递/全市"]','7a1727cd604b','{"诉求类型":"","分类":"交通运输","事项":["邮政与快递"],"首要事项":"邮政与快递","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1118,"日期":20261118,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"北辰区","同号码七日来电数":0,"同地同事七日来电数":0,"字数":15,"承办单位数":1}',1794969060000000,'','[]',0,'[]','5个工作日');
INSERT INTO "decision" VALUES(20261118000000001,2,'TRANSFER','民政局','[]','NORMAL','','["值班室研判"]','["值班室"]','7a1727cd604b','{"诉求类型":"","分类":"交通运输","事项":["邮政与快递"],"首要事项":"邮政与快递","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1118,"日期":20261118,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"北辰区","同号码七日来电数":0,"同地同事七日来电数":0,"字数":15,"承办单位数":1}',1794989770021385,'','[]',0,'[]','7个工作日');
INSERT INTO "decision" VALUES(20261118000000002,1,'DIRECT_ANSWER','','[]','NORMAL','ZC-GJJ-01','["咨询的事项有现行政策,话务员当场答复"]','["HD-01"]','7a1727cd604b','{"诉求类型":"咨询","分类":"城乡建设","事项":["住房公积金"],"首要事项":"住房公积金","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":["ZC-GJJ-01","ZC-GJJ-02"],"月份":11,"月日":1118,"日期":20261118,"工作时间":false,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":11,"承办单位数":1}',1795009860000000,'','[]',0,'[]','3个工作日');
INSERT INTO "decision" VALUES(20261119000000001,1,'TRANSFER','邮政管理局','[]','NORMAL','','["需要部门办理,交一个部门限期回复"]','["HD-03","派单目录:邮政与快递/全市"]','7a1727cd604b','{"诉求类型":"","分类":"交通运输","事项":["邮政与快递"],"首要事项":"邮政与快递","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1119,"日期":20261119,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"北辰区","同号码七日来电数":0,"同地同事七日来电数":1,"字数":15,"承办单位数":1}',1795054320000000,'','[]',0,'[]','5个工作日');
INSERT INTO "decision" VALUES(20261119000000002,1,'JOINT','南浦区生态环境分局','["公安局"]','NORMAL','','["涉及两个以上部门,明确一个牵头、其余协办"]','["HD-04","派单目录:噪声扰民/任一"]','7a1727cd604b','{"诉求类型":"投诉","分类":"环境保护","事项":["噪声扰民"],"首要事项":"噪声扰民","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1119,"日期":20261119,"工作时间":false,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"南浦区","同号码七日来电数":0,"同地同事七日来电数":0,"字数":16,"承办单位数":2}',1795083360000000,'','[]',0,'[]','5个工作日');
INSERT INTO "decision" VALUES(20261121000000001,1,'TRANSFER','人力资源和社会保障局','[]','NORMAL','','["需要部门办理,交一个部门限期回复"]','["HD-03","派单目录:社会保险缴费/全市"]','7a1727cd604b','{"诉求类型":"","分类":"劳动和社会保障","事项":["社会保险缴费"],"首要事项":"社会保险缴费","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1121,"日期":20261121,"工作时间":false,"节假日":true,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":14,"承办单位数":1}',1795223880000000,'','[]',0,'[]','7个工作日');
INSERT INTO "decision" VALUES(20261203000000001,1,'TRANSFER','交通运输局','[]','NORMAL','','["需要部门办理,交一个部门限期回复"]','["HD-03","派单目录:出租车与网约车/全市"]','7a1727cd604b','{"诉求类型":"投诉","分类":"交通运输","事项":["出租车与网约车"],"首要事项":"出租车与网约车","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":12,"月日":1203,"日期":20261203,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":11,"承办单位数":1}',1796260680000000,'','[]',0,'[]','5个工作日');
INSERT INTO "decision" VALUES(20261203000000001,3,'ESCALATION','交通运输局','[]','NORMAL','','["涉及面广"]','["值班室"]','7a1727cd604b','{"诉求类型":"投诉","分类":"交通运输","事项":["出租车与网约车"],"首要事项":"出租车与网约车","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":12,"月日":1203,"日期":20261203,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":11,"承办单位数":1}',1796292300000000,'','[]',0,'[]','5个工作日');
INSERT INTO "decision" VALUES(20261203000000002,1,'TRANSFER','交通运输局','[]','NORMAL','','["需要部门办理,交一个部门限期回复"]','["HD-03","派单目录:出租车与网约车/全市"]','7a1727cd604b','{"诉求类型":"投诉","分类":"交通运输","事项":["出租车与网约车"],"首要事项":"出租车与网约车","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":12,"月日":1203,"日期":20261203,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":17,"承办单位数":1}',1796260680000000,'','[]',0,'[]','5个工作日');
CREATE TABLE directory_revision (
  id INTEGER PRIMARY KEY,
  state TEXT NOT NULL,
  effective_on TEXT NOT NULL,
  changes TEXT NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  ended_at BIGINT,
  ended_by TEXT NOT NULL,
  handed_over INTEGER NOT NULL
);
CREATE TABLE gazetteer (
  version BIGINT NOT NULL PRIMARY KEY,
  places INTEGER NOT NULL,
  made_at BIGINT NOT NULL,
  content TEXT NOT NULL
);
CREATE TABLE "holiday" ("day" VARCHAR(255) NOT NULL PRIMARY KEY, "working" INTEGER NOT NULL, "name" VARCHAR(255) NOT NULL);
CREATE TABLE hotline_case (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  since BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  urgency SMALLINT NOT NULL,
  category TEXT NOT NULL,
  matter TEXT NOT NULL,
  district TEXT NOT NULL,
  caller_index TEXT NOT NULL,
  lead TEXT NOT NULL,
  cohandlers TEXT NOT NULL,
  may_answer BOOLEAN NOT NULL,
  owner TEXT NOT NULL,
  next_due BIGINT,
  reminded_at BIGINT,
  transfers INTEGER NOT NULL,
  objected TEXT NOT NULL,
  registered_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  log_length INTEGER NOT NULL,
  log_hash TEXT NOT NULL
, erased BOOLEAN NOT NULL DEFAULT FALSE, town TEXT NOT NULL DEFAULT '', question TEXT NOT NULL DEFAULT '', time_limit TEXT NOT NULL DEFAULT '7个工作日', promise TEXT NOT NULL DEFAULT '', leader_question TEXT NOT NULL DEFAULT '', holds TEXT NOT NULL DEFAULT '[]', alarm TEXT NOT NULL DEFAULT '', end_proposal TEXT NOT NULL DEFAULT '', nuisance BOOLEAN NOT NULL DEFAULT FALSE, urges INTEGER NOT NULL DEFAULT 0, reopen_by BIGINT, joined_into BIGINT NOT NULL DEFAULT 0);
INSERT INTO "hotline_case" VALUES(20261102000000001,11,'CLOSED',1795169952848205,'TRANSFER',0,'商贸旅游','食品与市场','龙泉县','7786f5fe47082140ddff9ba89172bf2e','龙泉县市场监督管理局','[]',0,'值班室',1796378400000000,NULL,0,'[]',1793615160000000,1795169952848205,12,'30028cec31a877aa1bae07a2c6d9a553ae669c34c36d43adef4072b5e9e55ee0',0,'','','7个工作日','','','[]','','',0,0,NULL,0);
INSERT INTO "hotline_case" VALUES(20261103000000001,7,'ARCHIVED',1795775132607692,'REFERRAL',0,'交通运输','公交','','fa1329ad9d6bdd127b32ebba70eafff9','公共交通集团','[]',0,'',1890383132607692,NULL,0,'[]',1793670180000000,1795775132607692,8,'d07e33e9be58bdd82c20952511f001e9008344f98a43108aac25776ab673e918',0,'','','3个工作日','','','[]','','',0,0,NULL,0);
INSERT INTO "hotline_case" VALUES(20261106000000001,17,'ARCHIVED',1795603785406585,'EMERGENCY',2,'','','','5595b49f3e4800ba1b130a5787415297','公安局','["消防救援支队"]',0,'',1890211785406585,NULL,0,'[]',1793932380000000,1795603785406585,20,'bf57e7b8d8e393f8371e17bf6f5fbeefaa06a6cc1f5217749f0f743e129cfb77',0,'','','7个工作日','','','[]','','',0,0,NULL,0);
INSERT INTO "hotline_case" VALUES(20261106000000002,3,'ARCHIVED',1795603785406585,'DIRECT_ANSWER',0,'劳动和社会保障','失业与就业','','1c585408adb4bfce50fa14234c1d3ddd','','[]',0,'',1890211785406585,NULL,0,'[]',1793939820000000,1795603785406585,4,'c5bc2a1c31e08fe910b396aa71f35a63387e5258484aab7be86fb08f420f563c',0,'','','7个工作日','','','[]','','',0,0,NULL,0);
INSERT INTO "hotline_case" VALUES(20261107000000001,6,'ARCHIVED',1796033839697047,'REFERRAL',0,'商贸旅游','工商登记','','ad07c5ceb816633bd46cd9e7fbdefd7c','市场监督管理局','[]',0,'',1890641839697047,NULL,0,'[]',1794030000000000,1796033839697047,7,'d648cfc714ad59d516c5ce6e22a33f033a09f455f5a133546edba32e48ffe1d5',0,'','','3个工作日','','','[]','','',0,0,NULL,0);
INSERT INTO "hotline_case" VALUES(20261107000000002,10,'ARCHIVED',1796206639697047,'TRANSFER',0,'交通运输','交通秩序与信号','','d77df26bb750cfd9a3b72ea3cdc087a9','交警支队','[]',0,'',1890814639697047,NULL,0,'[]',1794053700000000,1796206639697047,11,'e929b26982fa022f54622b87c1c83e4cc114e571c13e2fabfe6215a623ce5824',0,'','','5个工作日','','','[]','','',0,0,NULL,0);
INSERT INTO "hotline_case" VALUES(20261108000000001,8,'CLOSED',1795083072848776,'TRANSFER',0,'交通运输','轨道与铁路','','b3e749a130edac6b689a8e93413aa8bb','轨道交通集团','[]',0,'值班室',1796292000000000,NULL,0,'[]',1794114540000000,1795083072848776,9,'9672af17a3d71aaf1ca3efdb2c8a578003cdcc8b3ed9ad2b5be582e9aeee7ab1',0,'','','7个工作日','','','[]','','',0,0,NULL,0);
INSERT INTO "hotline_case" VALUES(20261108000000002,3,'ARCHIVED',1795603785406585,'DIRECT_ANSWER',0,'劳动和社会保障','养老保险与退休','','6ed5e7025a96176551ae3ef2bea62f46','','[]',0,'',1890211785406585,NULL,0,'[]',1794119040000000,1795603785406585,4,'a5d2dc3701494d91dc72cfc46492bd658440dab17db14c04c884c6f6d8e90420',0,'','','7个工作日','','','[]','','',0,0,NULL,0);
INSERT INTO "hotline_case" VALUES(20261109000000001,7,'ARCHIVED',1796206639697047,'REFERRAL',0,'交通运输','公交','','c6f86fe4b329fdceb784d79e6351231a','公共交通集团','[]',0,'',1890814639697047,NULL,0,'[]',1794196080000000,1796206639697047,8,'6e432b7706b9f53fef55b5dcbc0dd5fd00caa86184bd3f9d1ae30cb97052b0aa',0,'','','3个工作日','','','[]','','',0,0,NULL,0);
INSERT INTO "hotline_case" VALUES(20261109000000002,9,'CLOSED',1795083072848776,'TRANSFER',0,'城乡建设','市政设施','江岸区','3ad8fa744c7006f0aa36365c6d5eade2','江岸区城市管理局','[]',0,'值班室',1796292000000000,NULL,0,'[]',1794198420000000,1795083072848776,10,'97143f90472527523eef74c14f91d1198591a285f616aabc1f8af40016bd834c',0,'','','5个工作日','','','[]','','',0,0,NULL,0);
INSERT INTO "hotline_case" VALUES(20261110000000001,8,'ARCHIVED',1796206639697047,'TRANSFER',0,'城乡建设','物业服务','西岭区','88dc9c5324999eb795f4baaaa10a4a98','西岭区住房和城乡建设局','[]',0,'',1890814639697047,NULL,0,'[]',1794305820000000,1796206639697047,9,'4636538f58f3c63ebc7aeedd48d1966c5d5e60c1555414b0d157381cef94b24e',0,'','','7个工作日','','','[]','','',0,0,NULL,0);
INSERT INTO "hotline_case" VALUES(20261112000000001,8,'CLOSED',1795430149964547,'TRANSFER',0,'','','','ded354cfd39743114dff7b9ad8ac473b','民政局','[]',0,'值班室',1796637600000000,NULL,0,'[]',1794464100000000,1795430149964547,8,'4e5c6e2377659e4579aece12b5a6847dd353bc481980267533965ca11d79b0a4',0,'','','7个工作日','','','[]','','',0,0,NULL,0);
INSERT INTO "hotline_case" VALUES(20261112000000002,6,'CLOSED',1795603785406585,'REFERRAL',0,'交通运输','公交','','9021a94c53df44ad2f9327f2650c4b9e','公共交通集团','[]',0,'值班室',1796810400000000,NULL,0,'[]',1794491820000000,1795603785406585,7,'c35d5f756fe7ce4dd5c02b1caeda394ca228167c43bc53b511811f93e9737868',0,'','','3个工作日','','','[]','','',0,0,NULL,0);
INSERT INTO "hotline_case" VALUES(20261114000000001,15,'CLOSED',1795689872589788,'TRANSFER',1,'城乡建设','商品房交付与质量','东湖区','7398f6ebbcdae47b66a4c458f39b2eb3','东湖区住房和城乡建设局','[]',0,'值班室',1796896800000000,NULL,0,'[]',1794651720000000,1795689872589788,17,'77c72173c1e8b6a4e670f7ef12accc87bd8350714c3c8b99774824053b571376',0,'','','7个工作日','','','[]','','',0,0,NULL,0);
INSERT INTO "hotline_case" VALUES(20261115000000001,9,'CLOSED',1795603785406585,'TRANSFER',0,'环境保护','工矿与养殖污染','青山区','7ee79c0f93caa8ad7dea76119e948f3f','青山区生态环境分局','[]',0,'值班室',1796810400000000,NULL,0,'[]',1794712320000000,1795603785406585,10,'cb80c2bbfb7ba8f1da266f5a68020a684b8c28cb75036139274b930ff4cbf8cd',0,'','','7个工作日','','','[]','','',0,0,NULL,0);
INSERT INTO "hotline_case" VALUES(20261115000000002,3,'ARCHIVED',1796206639697047,'DIRECT_ANSWER',0,'劳动和社会保障','失业与就业','','da9fe40f6f6f58c03e106e6e18a85b95','','[]',0,'',1890814639697047,NULL,0,'[]',1794732780000000,1796206639697047,4,'8ae349cb21f438c967ef5786e2af732b546bb37481cea43df958f4db5171eb35',0,'','','7个工作日','','','[]','','',0,0,NULL,0);
INSERT INTO "hotline_case" VALUES(20261115000000003,6,'CLOSED',1795775132607692,'REFERRAL',0,'卫生计生','公共卫生与疫苗','东湖区','6db819bf16389b846c21c2e649d9adc2','卫生健康委员会','[]',0,'值班室',1796983200000000,NULL,0,'[]',1794750900000000,1795775132607692,7,'82bf67fe64239c4818d60a8fead59eb2947c37bfc4dd175b2aa8140178613822',0,'','','3个工作日','','','[]','','',0,0,NULL,0);
INSERT INTO "hotline_case" VALUES(20261117000000001,8,'CLOSED',1796120239697047,'TRANSFER',0,'环境保护','工矿与养殖污染','青山区','19185f6f8483dbf7cf2540716d793bc0','青山区生态环境分局','[]',0,'值班室',1797328800000000,NULL,0,'[]',1794880680000000,1796120239697047,9,'6baeff566f93e47a8f0303c886a4735bf8d5164a29fc66ced78195d596759a06',0,'','','7个工作日','','','[]','','',0,0,NULL,0);
INSERT INTO "hotline_case" VALUES(20261117000000002,6,'CLOSED',1795689872589788,'REFERRAL',0,'交通运输','机动车与驾驶证','','c4c90f519c319216ad59ab56cd4c2a14','交警支队','[]',0,'值班室',1796896800000000,NULL,0,'[]',1794912600000000,1795689872589788,7,'d6fba941b4a89871bea6a764c8dd1249e3a1e9dfd42eec5d2aee7e71d843c5a4',0,'','','3个工作日','','','[]','','',0,0,NULL,0);
INSERT INTO "hotline_case" VALUES(20261118000000001,10,'CLOSED',1795689872589788,'TRANSFER',0,'交通运输','邮政与快递','北辰区','2f1e203307c7f4de7d8f21508b66fa16','民政局','[]',0,'值班室',1796896800000000,NULL,1,'["邮政管理局"]',1794969060000000,1795689872589788,11,'17ad947535f6af84e023a707098851bf30eb639adf2bd0983bc83a8e4aa1ddbf',0,'','','7个工作日','','','[]','','',0,0,NULL,0);
INSERT INTO "hotline_case" VALUES(20261118000000002,2,'CLOSED',1795430149964547,'DIRECT_ANSWER',0,'城乡建设','住房公积金','','b2c5cf8baa439e9338a4a8f9be82ab8d','','[]',0,'值班室',1796637600000000,NULL,0,'[]',1795009860000000,1795430149964547,3,'c0d8beab027fb1972d55d8d0ca9cdf42d1d03d99898e55d4aef30a79958168c0',0,'','','3个工作日','','','[]','','',0,0,NULL,0);
INSERT INTO "hotline_case" VALUES(20261119000000001,9,'CLOSED',1796120239697047,'TRANSFER',0,'交通运输','邮政与快递','北辰区','1a90c0cf67f499ef3cdd44111c8119c2','邮政管理局','[]',0,'值班室',1797328800000000,NULL,0,'[]',1795054320000000,1796120239697047,10,'031a345a784f8140c0d78a0f23f3e424bdd5daab055ca7437e01dd0c919753de',0,'','','5个工作日','','','[]','','',0,0,NULL,0);
INSERT INTO "hotline_case" VALUES(20261119000000002,8,'CLOSED',1795775132607692,'JOINT',0,'环境保护','噪声扰民','南浦区','f015847826c323aaebeef25766467ffb','南浦区生态环境分局','["公安局"]',0,'值班室',1796983200000000,NULL,0,'["公安局"]',1795083360000000,1795775132607692,9,'208690d40ecefec1b2d2235e08438d8f9f46acc268eeaaad6d42f0f745a9e98c',0,'','','5个工作日','','','[]','','',0,0,NULL,0);
INSERT INTO "hotline_case" VALUES(20261121000000001,7,'CLOSED',1796120239697047,'TRANSFER',0,'劳动和社会保障','社会保险缴费','','68dc3e89f8e4644c3a7d6ee1ce4ca7f2','人力资源和社会保障局','[]',0,'值班室',1797328800000000,NULL,0,'[]',1795223880000000,1796120239697047,8,'02f4595de0b73f360f9749eaa33245630fff691f3b598c6c770740f59085bcc0',0,'','','7个工作日','','','[]','','',0,0,NULL,0);
INSERT INTO "hotline_case" VALUES(20261203000000001,3,'AWAITING_INSTRUCTION',1796292300000000,'ESCALATION',0,'交通运输','出租车与网约车','','0d24b8c8458ceb690c473a9bb3492d6c','交通运输局','[]',0,'领导',1796289480000000,NULL,0,'[]',1796260680000000,1796292300000000,4,'9b3f1e298264a024761abae1174b99845c2446f6c5eccc9f744226d7d73efd62',0,'','','5个工作日','','{"asked_at":1796292300000000,"asked":[],"reminders":0,"reminded_at":null}','[]','','',0,0,NULL,0);
INSERT INTO "hotline_case" VALUES(20261203000000002,2,'CLOSED',1796260680000000,'TRANSFER',0,'交通运输','出租车与网约车','','3e348cb1af0de6809059c20652771f5b','交通运输局','[]',0,'值班室',1797501600000000,NULL,0,'[]',1796260680000000,1796260680000000,3,'c0f78a74c83503e7bcd0c80aae6554d8940f41d2d91ea31cbdc1af06b6e67bda',0,'','','5个工作日','','','[]','','',0,0,NULL,20261203000000001);
CREATE TABLE "hotspot" (
  id INTEGER PRIMARY KEY,
  cases INTEGER NOT NULL,
  last_id BIGINT NOT NULL
);
INSERT INTO "hotspot" VALUES(20261103000000001,3,20261112000000002);
INSERT INTO "hotspot" VALUES(20261106000000002,2,20261115000000002);
INSERT INTO "hotspot" VALUES(20261115000000001,2,20261117000000001);
INSERT INTO "hotspot" VALUES(20261118000000001,2,20261119000000001);
INSERT INTO "hotspot" VALUES(20261203000000001,2,20261203000000002);
CREATE TABLE "hotspot_case" (
  hotspot_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  PRIMARY KEY (hotspot_id, case_id)
) WITHOUT ROWID;
INSERT INTO "hotspot_case" VALUES(20261103000000001,20261103000000001);
INSERT INTO "hotspot_case" VALUES(20261106000000002,20261106000000002);
INSERT INTO "hotspot_case" VALUES(20261103000000001,20261109000000001);
INSERT INTO "hotspot_case" VALUES(20261103000000001,20261112000000002);
INSERT INTO "hotspot_case" VALUES(20261115000000001,20261115000000001);
INSERT INTO "hotspot_case" VALUES(20261106000000002,20261115000000002);
INSERT INTO "hotspot_case" VALUES(20261115000000001,20261117000000001);
INSERT INTO "hotspot_case" VALUES(20261118000000001,20261118000000001);
INSERT INTO "hotspot_case" VALUES(20261118000000001,20261119000000001);
INSERT INTO "hotspot_case" VALUES(20261203000000001,20261203000000001);
INSERT INTO "hotspot_case" VALUES(20261203000000001,20261203000000002);
CREATE TABLE "hotspot_merged" (
  id INTEGER PRIMARY KEY,
  into_id BIGINT NOT NULL
);
CREATE TABLE "hotspot_pair" (
  pair INTEGER NOT NULL,
  case_id BIGINT NOT NULL,
  hotspot_id BIGINT NOT NULL,
  weight SMALLINT NOT NULL,
  PRIMARY KEY (pair, case_id)
) WITHOUT ROWID;
INSERT INTO "hotspot_pair" VALUES(14151898,20261107000000001,20261107000000001,333);
INSERT INTO "hotspot_pair" VALUES(25276308,20261121000000001,20261121000000001,277);
INSERT INTO "hotspot_pair" VALUES(35921346,20261118000000001,20261118000000001,279);
INSERT INTO "hotspot_pair" VALUES(35921346,20261119000000001,20261118000000001,279);
INSERT INTO "hotspot_pair" VALUES(41083071,20261118000000002,20261118000000002,316);
INSERT INTO "hotspot_pair" VALUES(51364962,20261114000000001,20261114000000001,224);
INSERT INTO "hotspot_pair" VALUES(51364962,20261121000000001,20261121000000001,277);
INSERT INTO "hotspot_pair" VALUES(61246218,20261108000000001,20261108000000001,302);
INSERT INTO "hotspot_pair" VALUES(66532983,20261106000000001,20261106000000001,258);
INSERT INTO "hotspot_pair" VALUES(66712692,20261103000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(66712692,20261109000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(66712692,20261112000000002,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(104628309,20261203000000001,20261203000000001,316);
INSERT INTO "hotspot_pair" VALUES(107570262,20261119000000002,20261119000000002,277);
INSERT INTO "hotspot_pair" VALUES(136128337,20261106000000001,20261106000000001,258);
INSERT INTO "hotspot_pair" VALUES(147272865,20261107000000002,20261107000000002,333);
INSERT INTO "hotspot_pair" VALUES(152377726,20261110000000001,20261110000000001,277);
INSERT INTO "hotspot_pair" VALUES(183512744,20261109000000002,20261109000000002,316);
INSERT INTO "hotspot_pair" VALUES(185141342,20261119000000002,20261119000000002,277);
INSERT INTO "hotspot_pair" VALUES(185623953,20261119000000002,20261119000000002,277);
INSERT INTO "hotspot_pair" VALUES(187189976,20261112000000001,20261112000000001,316);
INSERT INTO "hotspot_pair" VALUES(187641885,20261119000000002,20261119000000002,277);
INSERT INTO "hotspot_pair" VALUES(195657168,20261112000000001,20261112000000001,316);
INSERT INTO "hotspot_pair" VALUES(229966544,20261203000000002,20261203000000001,267);
INSERT INTO "hotspot_pair" VALUES(231066101,20261118000000001,20261118000000001,279);
INSERT INTO "hotspot_pair" VALUES(231066101,20261119000000001,20261118000000001,279);
INSERT INTO "hotspot_pair" VALUES(240539398,20261102000000001,20261102000000001,333);
INSERT INTO "hotspot_pair" VALUES(261973483,20261115000000003,20261115000000003,302);
INSERT INTO "hotspot_pair" VALUES(268987951,20261114000000001,20261114000000001,224);
INSERT INTO "hotspot_pair" VALUES(270109930,20261114000000001,20261114000000001,224);
INSERT INTO "hotspot_pair" VALUES(274349877,20261106000000002,20261106000000002,354);
INSERT INTO "hotspot_pair" VALUES(274349877,20261115000000002,20261106000000002,354);
INSERT INTO "hotspot_pair" VALUES(274349877,20261118000000002,20261118000000002,316);
INSERT INTO "hotspot_pair" VALUES(278651858,20261118000000001,20261118000000001,279);
INSERT INTO "hotspot_pair" VALUES(278651858,20261119000000001,20261118000000001,279);
INSERT INTO "hotspot_pair" VALUES(285700753,20261108000000002,20261108000000002,277);
INSERT INTO "hotspot_pair" VALUES(287739402,20261119000000002,20261119000000002,277);
INSERT INTO "hotspot_pair" VALUES(291947557,20261102000000001,20261102000000001,333);
INSERT INTO "hotspot_pair" VALUES(326707096,20261203000000002,20261203000000001,267);
INSERT INTO "hotspot_pair" VALUES(335971194,20261203000000002,20261203000000001,267);
INSERT INTO "hotspot_pair" VALUES(369352531,20261103000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(369352531,20261109000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(369352531,20261112000000002,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(384191473,20261114000000001,20261114000000001,224);
INSERT INTO "hotspot_pair" VALUES(390043235,20261106000000002,20261106000000002,354);
INSERT INTO "hotspot_pair" VALUES(390043235,20261115000000002,20261106000000002,354);
INSERT INTO "hotspot_pair" VALUES(395310609,20261121000000001,20261121000000001,277);
INSERT INTO "hotspot_pair" VALUES(402032634,20261114000000001,20261114000000001,224);
INSERT INTO "hotspot_pair" VALUES(403716573,20261114000000001,20261114000000001,224);
INSERT INTO "hotspot_pair" VALUES(405745241,20261108000000001,20261108000000001,302);
INSERT INTO "hotspot_pair" VALUES(407644321,20261118000000002,20261118000000002,316);
INSERT INTO "hotspot_pair" VALUES(410265236,20261110000000001,20261110000000001,277);
INSERT INTO "hotspot_pair" VALUES(420558824,20261114000000001,20261114000000001,224);
INSERT INTO "hotspot_pair" VALUES(428514437,20261110000000001,20261110000000001,277);
INSERT INTO "hotspot_pair" VALUES(437593102,20261121000000001,20261121000000001,277);
INSERT INTO "hotspot_pair" VALUES(438172195,20261203000000001,20261203000000001,316);
INSERT INTO "hotspot_pair" VALUES(438172195,20261203000000002,20261203000000001,267);
INSERT INTO "hotspot_pair" VALUES(438841157,20261115000000003,20261115000000003,302);
INSERT INTO "hotspot_pair" VALUES(442473428,20261106000000002,20261106000000002,354);
INSERT INTO "hotspot_pair" VALUES(442473428,20261115000000002,20261106000000002,354);
INSERT INTO "hotspot_pair" VALUES(463797331,20261106000000002,20261106000000002,354);
INSERT INTO "hotspot_pair" VALUES(463797331,20261115000000002,20261106000000002,354);
INSERT INTO "hotspot_pair" VALUES(487202625,20261103000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(487202625,20261109000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(487202625,20261112000000002,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(495495684,20261203000000001,20261203000000001,316);
INSERT INTO "hotspot_pair" VALUES(514756854,20261114000000001,20261114000000001,224);
INSERT INTO "hotspot_pair" VALUES(521010872,20261121000000001,20261121000000001,277);
INSERT INTO "hotspot_pair" VALUES(521669273,20261108000000001,20261108000000001,302);
INSERT INTO "hotspot_pair" VALUES(522650602,20261108000000001,20261108000000001,302);
INSERT INTO "hotspot_pair" VALUES(539147559,20261119000000002,20261119000000002,277);
INSERT INTO "hotspot_pair" VALUES(547073482,20261203000000001,20261203000000001,316);
INSERT INTO "hotspot_pair" VALUES(547073482,20261203000000002,20261203000000001,267);
INSERT INTO "hotspot_pair" VALUES(550994310,20261107000000002,20261107000000002,333);
INSERT INTO "hotspot_pair" VALUES(554443826,20261118000000001,20261118000000001,279);
INSERT INTO "hotspot_pair" VALUES(554443826,20261119000000001,20261118000000001,279);
INSERT INTO "hotspot_pair" VALUES(562198172,20261114000000001,20261114000000001,224);
INSERT INTO "hotspot_pair" VALUES(562973011,20261107000000001,20261107000000001,333);
INSERT INTO "hotspot_pair" VALUES(603529537,20261114000000001,20261114000000001,224);
INSERT INTO "hotspot_pair" VALUES(603700426,20261115000000001,20261115000000001,302);
INSERT INTO "hotspot_pair" VALUES(603700426,20261117000000001,20261115000000001,302);
INSERT INTO "hotspot_pair" VALUES(607856739,20261110000000001,20261110000000001,277);
INSERT INTO "hotspot_pair" VALUES(620519294,20261106000000001,20261106000000001,258);
INSERT INTO "hotspot_pair" VALUES(640496983,20261106000000001,20261106000000001,258);
INSERT INTO "hotspot_pair" VALUES(646337315,20261115000000001,20261115000000001,302);
INSERT INTO "hotspot_pair" VALUES(646337315,20261117000000001,20261115000000001,302);
INSERT INTO "hotspot_pair" VALUES(657143511,20261108000000002,20261108000000002,277);
INSERT INTO "hotspot_pair" VALUES(683988171,20261102000000001,20261102000000001,333);
INSERT INTO "hotspot_pair" VALUES(685820071,20261112000000001,20261112000000001,316);
INSERT INTO "hotspot_pair" VALUES(693600832,20261114000000001,20261114000000001,224);
INSERT INTO "hotspot_pair" VALUES(694378039,20261106000000001,20261106000000001,258);
INSERT INTO "hotspot_pair" VALUES(699688669,20261118000000002,20261118000000002,316);
INSERT INTO "hotspot_pair" VALUES(700843497,20261103000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(700843497,20261109000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(700843497,20261112000000002,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(723094320,20261203000000001,20261203000000001,316);
INSERT INTO "hotspot_pair" VALUES(723094320,20261203000000002,20261203000000001,267);
INSERT INTO "hotspot_pair" VALUES(726402245,20261103000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(726402245,20261109000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(726402245,20261112000000002,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(727452737,20261118000000001,20261118000000001,279);
INSERT INTO "hotspot_pair" VALUES(727452737,20261119000000001,20261118000000001,279);
INSERT INTO "hotspot_pair" VALUES(736633900,20261108000000001,20261108000000001,302);
INSERT INTO "hotspot_pair" VALUES(742401323,20261203000000002,20261203000000001,267);
INSERT INTO "hotspot_pair" VALUES(746372359,20261121000000001,20261121000000001,277);
INSERT INTO "hotspot_pair" VALUES(755024449,20261106000000001,20261106000000001,258);
INSERT INTO "hotspot_pair" VALUES(756836172,20261121000000001,20261121000000001,277);
INSERT INTO "hotspot_pair" VALUES(790362476,20261106000000002,20261106000000002,354);
INSERT INTO "hotspot_pair" VALUES(790362476,20261115000000002,20261106000000002,354);
INSERT INTO "hotspot_pair" VALUES(810077587,20261102000000001,20261102000000001,333);
INSERT INTO "hotspot_pair" VALUES(825172799,20261106000000001,20261106000000001,258);
INSERT INTO "hotspot_pair" VALUES(841839566,20261119000000002,20261119000000002,277);
INSERT INTO "hotspot_pair" VALUES(848109302,20261103000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(848109302,20261109000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(848109302,20261112000000002,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(851251155,20261118000000001,20261118000000001,279);
INSERT INTO "hotspot_pair" VALUES(851251155,20261119000000001,20261118000000001,279);
INSERT INTO "hotspot_pair" VALUES(852777371,20261115000000003,20261115000000003,302);
INSERT INTO "hotspot_pair" VALUES(873495172,20261117000000002,20261117000000002,333);
INSERT INTO "hotspot_pair" VALUES(879113293,20261108000000001,20261108000000001,302);
INSERT INTO "hotspot_pair" VALUES(889542782,20261112000000001,20261112000000001,316);
INSERT INTO "hotspot_pair" VALUES(892358201,20261106000000002,20261106000000002,354);
INSERT INTO "hotspot_pair" VALUES(892358201,20261107000000001,20261107000000001,333);
INSERT INTO "hotspot_pair" VALUES(892358201,20261108000000002,20261108000000002,277);
INSERT INTO "hotspot_pair" VALUES(892358201,20261115000000002,20261106000000002,354);
INSERT INTO "hotspot_pair" VALUES(892358201,20261118000000002,20261118000000002,316);
INSERT INTO "hotspot_pair" VALUES(898501695,20261110000000001,20261110000000001,277);
INSERT INTO "hotspot_pair" VALUES(902586949,20261107000000002,20261107000000002,333);
INSERT INTO "hotspot_pair" VALUES(921694487,20261109000000002,20261109000000002,316);
INSERT INTO "hotspot_pair" VALUES(931777887,20261115000000001,20261115000000001,302);
INSERT INTO "hotspot_pair" VALUES(931777887,20261117000000001,20261115000000001,302);
INSERT INTO "hotspot_pair" VALUES(933053854,20261118000000001,20261118000000001,279);
INSERT INTO "hotspot_pair" VALUES(933053854,20261119000000001,20261118000000001,279);
INSERT INTO "hotspot_pair" VALUES(937764272,20261119000000002,20261119000000002,277);
INSERT INTO "hotspot_pair" VALUES(947226173,20261118000000002,20261118000000002,316);
INSERT INTO "hotspot_pair" VALUES(947688900,20261115000000001,20261115000000001,302);
INSERT INTO "hotspot_pair" VALUES(947688900,20261117000000001,20261115000000001,302);
INSERT INTO "hotspot_pair" VALUES(963097898,20261115000000001,20261115000000001,302);
INSERT INTO "hotspot_pair" VALUES(963097898,20261117000000001,20261115000000001,302);
INSERT INTO "hotspot_pair" VALUES(964388110,20261119000000002,20261119000000002,277);
INSERT INTO "hotspot_pair" VALUES(971493082,20261102000000001,20261102000000001,333);
INSERT INTO "hotspot_pair" VALUES(972268620,20261115000000001,20261115000000001,302);
INSERT INTO "hotspot_pair" VALUES(972268620,20261117000000001,20261115000000001,302);
INSERT INTO "hotspot_pair" VALUES(980636997,20261119000000002,20261119000000002,277);
INSERT INTO "hotspot_pair" VALUES(982492207,20261114000000001,20261114000000001,224);
INSERT INTO "hotspot_pair" VALUES(989835698,20261110000000001,20261110000000001,277);
INSERT INTO "hotspot_pair" VALUES(991739936,20261121000000001,20261121000000001,277);
INSERT INTO "hotspot_pair" VALUES(1037535097,20261102000000001,20261102000000001,333);
INSERT INTO "hotspot_pair" VALUES(1062864440,20261117000000002,20261117000000002,333);
INSERT INTO "hotspot_pair" VALUES(1065235971,20261107000000001,20261107000000001,333);
INSERT INTO "hotspot_pair" VALUES(1092426357,20261110000000001,20261110000000001,277);
INSERT INTO "hotspot_pair" VALUES(1092457068,20261203000000001,20261203000000001,316);
INSERT INTO "hotspot_pair" VALUES(1092476553,20261110000000001,20261110000000001,277);
INSERT INTO "hotspot_pair" VALUES(1101145752,20261106000000001,20261106000000001,258);
INSERT INTO "hotspot_pair" VALUES(1103168377,20261107000000001,20261107000000001,333);
INSERT INTO "hotspot_pair" VALUES(1123251982,20261108000000002,20261108000000002,277);
INSERT INTO "hotspot_pair" VALUES(1128178726,20261106000000001,20261106000000001,258);
INSERT INTO "hotspot_pair" VALUES(1134815247,20261102000000001,20261102000000001,333);
INSERT INTO "hotspot_pair" VALUES(1143243761,20261106000000001,20261106000000001,258);
INSERT INTO "hotspot_pair" VALUES(1144950256,20261106000000001,20261106000000001,258);
INSERT INTO "hotspot_pair" VALUES(1149772537,20261108000000001,20261108000000001,302);
INSERT INTO "hotspot_pair" VALUES(1158618541,20261106000000002,20261106000000002,354);
INSERT INTO "hotspot_pair" VALUES(1158618541,20261115000000002,20261106000000002,354);
INSERT INTO "hotspot_pair" VALUES(1163764362,20261102000000001,20261102000000001,333);
INSERT INTO "hotspot_pair" VALUES(1173856845,20261109000000002,20261109000000002,316);
INSERT INTO "hotspot_pair" VALUES(1190162643,20261115000000001,20261115000000001,302);
INSERT INTO "hotspot_pair" VALUES(1190162643,20261117000000001,20261115000000001,302);
INSERT INTO "hotspot_pair" VALUES(1192515890,20261103000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(1192515890,20261109000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(1192515890,20261112000000002,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(1197538693,20261121000000001,20261121000000001,277);
INSERT INTO "hotspot_pair" VALUES(1209049019,20261108000000002,20261108000000002,277);
INSERT INTO "hotspot_pair" VALUES(1220596158,20261109000000002,20261109000000002,316);
INSERT INTO "hotspot_pair" VALUES(1228688968,20261109000000002,20261109000000002,316);
INSERT INTO "hotspot_pair" VALUES(1250391197,20261103000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(1250391197,20261109000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(1250391197,20261112000000002,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(1253202364,20261118000000001,20261118000000001,279);
INSERT INTO "hotspot_pair" VALUES(1253202364,20261119000000001,20261118000000001,279);
INSERT INTO "hotspot_pair" VALUES(1287553228,20261115000000003,20261115000000003,302);
INSERT INTO "hotspot_pair" VALUES(1324956573,20261112000000001,20261112000000001,316);
INSERT INTO "hotspot_pair" VALUES(1330857165,20261103000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(1330857165,20261109000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(1330857165,20261112000000002,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(1330857165,20261203000000002,20261203000000001,267);
INSERT INTO "hotspot_pair" VALUES(1339585079,20261118000000001,20261118000000001,279);
INSERT INTO "hotspot_pair" VALUES(1339585079,20261119000000001,20261118000000001,279);
INSERT INTO "hotspot_pair" VALUES(1356252105,20261121000000001,20261121000000001,277);
INSERT INTO "hotspot_pair" VALUES(1356342372,20261106000000001,20261106000000001,258);
INSERT INTO "hotspot_pair" VALUES(1356413958,20261107000000002,20261107000000002,333);
INSERT INTO "hotspot_pair" VALUES(1366018768,20261107000000002,20261107000000002,333);
INSERT INTO "hotspot_pair" VALUES(1366726080,20261117000000002,20261117000000002,333);
INSERT INTO "hotspot_pair" VALUES(1367398560,20261114000000001,20261114000000001,224);
INSERT INTO "hotspot_pair" VALUES(1376650369,20261108000000002,20261108000000002,277);
INSERT INTO "hotspot_pair" VALUES(1386057017,20261110000000001,20261110000000001,277);
INSERT INTO "hotspot_pair" VALUES(1390326968,20261108000000001,20261108000000001,302);
INSERT INTO "hotspot_pair" VALUES(1391416287,20261114000000001,20261114000000001,224);
INSERT INTO "hotspot_pair" VALUES(1402209385,20261109000000002,20261109000000002,316);
INSERT INTO "hotspot_pair" VALUES(1418227677,20261203000000001,20261203000000001,316);
INSERT INTO "hotspot_pair" VALUES(1418227677,20261203000000002,20261203000000001,267);
INSERT INTO "hotspot_pair" VALUES(1427843446,20261121000000001,20261121000000001,277);
INSERT INTO "hotspot_pair" VALUES(1458288846,20261114000000001,20261114000000001,224);
INSERT INTO "hotspot_pair" VALUES(1504481263,20261203000000001,20261203000000001,316);
INSERT INTO "hotspot_pair" VALUES(1504481263,20261203000000002,20261203000000001,267);
INSERT INTO "hotspot_pair" VALUES(1510858727,20261119000000002,20261119000000002,277);
INSERT INTO "hotspot_pair" VALUES(1517084923,20261103000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(1517084923,20261109000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(1517084923,20261112000000002,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(1521272239,20261108000000002,20261108000000002,277);
INSERT INTO "hotspot_pair" VALUES(1526896016,20261121000000001,20261121000000001,277);
INSERT INTO "hotspot_pair" VALUES(1528778145,20261114000000001,20261114000000001,224);
INSERT INTO "hotspot_pair" VALUES(1538808750,20261110000000001,20261110000000001,277);
INSERT INTO "hotspot_pair" VALUES(1558807811,20261114000000001,20261114000000001,224);
INSERT INTO "hotspot_pair" VALUES(1578466431,20261109000000002,20261109000000002,316);
INSERT INTO "hotspot_pair" VALUES(1579580304,20261102000000001,20261102000000001,333);
INSERT INTO "hotspot_pair" VALUES(1586716138,20261115000000003,20261115000000003,302);
INSERT INTO "hotspot_pair" VALUES(1591466989,20261115000000001,20261115000000001,302);
INSERT INTO "hotspot_pair" VALUES(1591466989,20261117000000001,20261115000000001,302);
INSERT INTO "hotspot_pair" VALUES(1601707964,20261107000000001,20261107000000001,333);
INSERT INTO "hotspot_pair" VALUES(1601707964,20261118000000001,20261118000000001,279);
INSERT INTO "hotspot_pair" VALUES(1601707964,20261119000000001,20261118000000001,279);
INSERT INTO "hotspot_pair" VALUES(1601707964,20261121000000001,20261121000000001,277);
INSERT INTO "hotspot_pair" VALUES(1610446341,20261107000000002,20261107000000002,333);
INSERT INTO "hotspot_pair" VALUES(1620179420,20261108000000002,20261108000000002,277);
INSERT INTO "hotspot_pair" VALUES(1631009545,20261117000000002,20261117000000002,333);
INSERT INTO "hotspot_pair" VALUES(1634745184,20261114000000001,20261114000000001,224);
INSERT INTO "hotspot_pair" VALUES(1640570841,20261110000000001,20261110000000001,277);
INSERT INTO "hotspot_pair" VALUES(1652529184,20261203000000002,20261203000000001,267);
INSERT INTO "hotspot_pair" VALUES(1656877786,20261114000000001,20261114000000001,224);
INSERT INTO "hotspot_pair" VALUES(1657104267,20261106000000002,20261106000000002,354);
INSERT INTO "hotspot_pair" VALUES(1657104267,20261115000000002,20261106000000002,354);
INSERT INTO "hotspot_pair" VALUES(1665145857,20261118000000002,20261118000000002,316);
INSERT INTO "hotspot_pair" VALUES(1668496875,20261108000000001,20261108000000001,302);
INSERT INTO "hotspot_pair" VALUES(1668626300,20261110000000001,20261110000000001,277);
INSERT INTO "hotspot_pair" VALUES(1671532377,20261119000000002,20261119000000002,277);
INSERT INTO "hotspot_pair" VALUES(1671567377,20261103000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(1671567377,20261109000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(1671567377,20261112000000002,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(1676308300,20261203000000001,20261203000000001,316);
INSERT INTO "hotspot_pair" VALUES(1676308300,20261203000000002,20261203000000001,267);
INSERT INTO "hotspot_pair" VALUES(1682671615,20261112000000001,20261112000000001,316);
INSERT INTO "hotspot_pair" VALUES(1693408668,20261107000000002,20261107000000002,333);
INSERT INTO "hotspot_pair" VALUES(1720642706,20261114000000001,20261114000000001,224);
INSERT INTO "hotspot_pair" VALUES(1736970943,20261115000000003,20261115000000003,302);
INSERT INTO "hotspot_pair" VALUES(1750513492,20261118000000002,20261118000000002,316);
INSERT INTO "hotspot_pair" VALUES(1750553913,20261108000000002,20261108000000002,277);
INSERT INTO "hotspot_pair" VALUES(1753934706,20261103000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(1753934706,20261109000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(1753934706,20261112000000002,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(1755617751,20261117000000002,20261117000000002,333);
INSERT INTO "hotspot_pair" VALUES(1762602592,20261112000000001,20261112000000001,316);
INSERT INTO "hotspot_pair" VALUES(1781688940,20261115000000003,20261115000000003,302);
INSERT INTO "hotspot_pair" VALUES(1785406255,20261118000000002,20261118000000002,316);
INSERT INTO "hotspot_pair" VALUES(1795087169,20261109000000002,20261109000000002,316);
INSERT INTO "hotspot_pair" VALUES(1821264919,20261108000000002,20261108000000002,277);
INSERT INTO "hotspot_pair" VALUES(1826520178,20261108000000002,20261108000000002,277);
INSERT INTO "hotspot_pair" VALUES(1826703395,20261203000000002,20261203000000001,267);
INSERT INTO "hotspot_pair" VALUES(1829121836,20261115000000001,20261115000000001,302);
INSERT INTO "hotspot_pair" VALUES(1829121836,20261117000000001,20261115000000001,302);
INSERT INTO "hotspot_pair" VALUES(1833316832,20261103000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(1833316832,20261109000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(1833316832,20261112000000002,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(1847307240,20261106000000001,20261106000000001,258);
INSERT INTO "hotspot_pair" VALUES(1848471694,20261115000000003,20261115000000003,302);
INSERT INTO "hotspot_pair" VALUES(1857792966,20261108000000001,20261108000000001,302);
INSERT INTO "hotspot_pair" VALUES(1864607630,20261108000000002,20261108000000002,277);
INSERT INTO "hotspot_pair" VALUES(1866596434,20261115000000003,20261115000000003,302);
INSERT INTO "hotspot_pair" VALUES(1890086302,20261117000000002,20261117000000002,333);
INSERT INTO "hotspot_pair" VALUES(1890462575,20261115000000001,20261115000000001,302);
INSERT INTO "hotspot_pair" VALUES(1890462575,20261117000000001,20261115000000001,302);
INSERT INTO "hotspot_pair" VALUES(1893716047,20261107000000001,20261107000000001,333);
INSERT INTO "hotspot_pair" VALUES(1906026078,20261115000000003,20261115000000003,302);
INSERT INTO "hotspot_pair" VALUES(1917571325,20261107000000001,20261107000000001,333);
INSERT INTO "hotspot_pair" VALUES(1928433275,20261108000000002,20261108000000002,277);
INSERT INTO "hotspot_pair" VALUES(1938941806,20261203000000002,20261203000000001,267);
INSERT INTO "hotspot_pair" VALUES(1941291129,20261106000000001,20261106000000001,258);
INSERT INTO "hotspot_pair" VALUES(1970749285,20261118000000002,20261118000000002,316);
INSERT INTO "hotspot_pair" VALUES(1975821723,20261115000000003,20261115000000003,302);
INSERT INTO "hotspot_pair" VALUES(1975821723,20261117000000002,20261117000000002,333);
INSERT INTO "hotspot_pair" VALUES(1985640516,20261110000000001,20261110000000001,277);
INSERT INTO "hotspot_pair" VALUES(1993842466,20261115000000001,20261115000000001,302);
INSERT INTO "hotspot_pair" VALUES(1993842466,20261117000000001,20261115000000001,302);
INSERT INTO "hotspot_pair" VALUES(1994541751,20261203000000001,20261203000000001,316);
INSERT INTO "hotspot_pair" VALUES(2000466953,20261119000000002,20261119000000002,277);
INSERT INTO "hotspot_pair" VALUES(2003770598,20261103000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(2003770598,20261109000000001,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(2003770598,20261112000000002,20261103000000001,267);
INSERT INTO "hotspot_pair" VALUES(2010404073,20261107000000002,20261107000000002,333);
INSERT INTO "hotspot_pair" VALUES(2024451562,20261107000000002,20261107000000002,333);
INSERT INTO "hotspot_pair" VALUES(2040064314,20261107000000001,20261107000000001,333);
INSERT INTO "hotspot_pair" VALUES(2046044591,20261106000000001,20261106000000001,258);
INSERT INTO "hotspot_pair" VALUES(2063160656,20261108000000001,20261108000000001,302);
INSERT INTO "hotspot_pair" VALUES(2065033786,20261109000000002,20261109000000002,316);
INSERT INTO "hotspot_pair" VALUES(2072279434,20261117000000002,20261117000000002,333);
INSERT INTO "hotspot_pair" VALUES(2076302661,20261112000000001,20261112000000001,316);
INSERT INTO "hotspot_pair" VALUES(2078791057,20261117000000002,20261117000000002,333);
INSERT INTO "hotspot_pair" VALUES(2080877407,20261118000000001,20261118000000001,472);
INSERT INTO "hotspot_pair" VALUES(2080877407,20261119000000001,20261118000000001,472);
INSERT INTO "hotspot_pair" VALUES(2085411450,20261109000000002,20261109000000002,316);
INSERT INTO "hotspot_pair" VALUES(2127385524,20261112000000001,20261112000000001,316);
INSERT INTO "hotspot_pair" VALUES(2136724115,20261112000000001,20261112000000001,316);
CREATE TABLE "hotspot_pair_seen" (
  pair INTEGER NOT NULL PRIMARY KEY,
  messages INTEGER NOT NULL
);
INSERT INTO "hotspot_pair_seen" VALUES(-1,26);
INSERT INTO "hotspot_pair_seen" VALUES(14151898,1);
INSERT INTO "hotspot_pair_seen" VALUES(25276308,1);
INSERT INTO "hotspot_pair_seen" VALUES(35921346,2);
INSERT INTO "hotspot_pair_seen" VALUES(41083071,1);
INSERT INTO "hotspot_pair_seen" VALUES(51364962,2);
INSERT INTO "hotspot_pair_seen" VALUES(61246218,1);
INSERT INTO "hotspot_pair_seen" VALUES(66532983,1);
INSERT INTO "hotspot_pair_seen" VALUES(66712692,3);
INSERT INTO "hotspot_pair_seen" VALUES(104628309,1);
INSERT INTO "hotspot_pair_seen" VALUES(107570262,1);
INSERT INTO "hotspot_pair_seen" VALUES(136128337,1);
INSERT INTO "hotspot_pair_seen" VALUES(147272865,1);
INSERT INTO "hotspot_pair_seen" VALUES(152377726,1);
INSERT INTO "hotspot_pair_seen" VALUES(183512744,1);
INSERT INTO "hotspot_pair_seen" VALUES(185141342,1);
INSERT INTO "hotspot_pair_seen" VALUES(185623953,1);
INSERT INTO "hotspot_pair_seen" VALUES(187189976,1);
INSERT INTO "hotspot_pair_seen" VALUES(187641885,1);
INSERT INTO "hotspot_pair_seen" VALUES(195657168,1);
INSERT INTO "hotspot_pair_seen" VALUES(229966544,1);
INSERT INTO "hotspot_pair_seen" VALUES(231066101,2);
INSERT INTO "hotspot_pair_seen" VALUES(240539398,1);
INSERT INTO "hotspot_pair_seen" VALUES(261973483,1);
INSERT INTO "hotspot_pair_seen" VALUES(268987951,1);
INSERT INTO "hotspot_pair_seen" VALUES(270109930,1);
INSERT INTO "hotspot_pair_seen" VALUES(274349877,3);
INSERT INTO "hotspot_pair_seen" VALUES(278651858,2);
INSERT INTO "hotspot_pair_seen" VALUES(285700753,1);
INSERT INTO "hotspot_pair_seen" VALUES(287739402,1);
INSERT INTO "hotspot_pair_seen" VALUES(291947557,1);
INSERT INTO "hotspot_pair_seen" VALUES(326707096,1);
INSERT INTO "hotspot_pair_seen" VALUES(335971194,1);
INSERT INTO "hotspot_pair_seen" VALUES(369352531,3);
INSERT INTO "hotspot_pair_seen" VALUES(384191473,1);
INSERT INTO "hotspot_pair_seen" VALUES(390043235,2);
INSERT INTO "hotspot_pair_seen" VALUES(395310609,1);
INSERT INTO "hotspot_pair_seen" VALUES(402032634,1);
INSERT INTO "hotspot_pair_seen" VALUES(403716573,1);
INSERT INTO "hotspot_pair_seen" VALUES(405745241,1);
INSERT INTO "hotspot_pair_seen" VALUES(407644321,1);
INSERT INTO "hotspot_pair_seen" VALUES(410265236,1);
INSERT INTO "hotspot_pair_seen" VALUES(420558824,1);
INSERT INTO "hotspot_pair_seen" VALUES(428514437,1);
INSERT INTO "hotspot_pair_seen" VALUES(437593102,1);
INSERT INTO "hotspot_pair_seen" VALUES(438172195,2);
INSERT INTO "hotspot_pair_seen" VALUES(438841157,1);
INSERT INTO "hotspot_pair_seen" VALUES(442473428,2);
INSERT INTO "hotspot_pair_seen" VALUES(463797331,2);
INSERT INTO "hotspot_pair_seen" VALUES(487202625,3);
INSERT INTO "hotspot_pair_seen" VALUES(495495684,1);
INSERT INTO "hotspot_pair_seen" VALUES(514756854,1);
INSERT INTO "hotspot_pair_seen" VALUES(521010872,1);
INSERT INTO "hotspot_pair_seen" VALUES(521669273,1);
INSERT INTO "hotspot_pair_seen" VALUES(522650602,1);
INSERT INTO "hotspot_pair_seen" VALUES(539147559,1);
INSERT INTO "hotspot_pair_seen" VALUES(547073482,2);
INSERT INTO "hotspot_pair_seen" VALUES(550994310,1);
INSERT INTO "hotspot_pair_seen" VALUES(554443826,2);
INSERT INTO "hotspot_pair_seen" VALUES(562198172,1);
INSERT INTO "hotspot_pair_seen" VALUES(562973011,1);
INSERT INTO "hotspot_pair_seen" VALUES(603529537,1);
INSERT INTO "hotspot_pair_seen" VALUES(603700426,2);
INSERT INTO "hotspot_pair_seen" VALUES(607856739,1);
INSERT INTO "hotspot_pair_seen" VALUES(620519294,1);
INSERT INTO "hotspot_pair_seen" VALUES(640496983,1);
INSERT INTO "hotspot_pair_seen" VALUES(646337315,2);
INSERT INTO "hotspot_pair_seen" VALUES(657143511,1);
INSERT INTO "hotspot_pair_seen" VALUES(683988171,1);
INSERT INTO "hotspot_pair_seen" VALUES(685820071,1);
INSERT INTO "hotspot_pair_seen" VALUES(693600832,1);
INSERT INTO "hotspot_pair_seen" VALUES(694378039,1);
INSERT INTO "hotspot_pair_seen" VALUES(699688669,1);
INSERT INTO "hotspot_pair_seen" VALUES(700843497,3);
INSERT INTO "hotspot_pair_seen" VALUES(723094320,2);
INSERT INTO "hotspot_pair_seen" VALUES(726402245,3);
INSERT INTO "hotspot_pair_seen" VALUES(727452737,2);
INSERT INTO "hotspot_pair_seen" VALUES(736633900,1);
INSERT INTO "hotspot_pair_seen" VALUES(742401323,1);
INSERT INTO "hotspot_pair_seen" VALUES(746372359,1);
INSERT INTO "hotspot_pair_seen" VALUES(755024449,1);
INSERT INTO "hotspot_pair_seen" VALUES(756836172,1);
INSERT INTO "hotspot_pair_seen" VALUES(790362476,2);
INSERT INTO "hotspot_pair_seen" VALUES(810077587,1);
INSERT INTO "hotspot_pair_seen" VALUES(825172799,1);
INSERT INTO "hotspot_pair_seen" VALUES(841839566,1);
INSERT INTO "hotspot_pair_seen" VALUES(848109302,3);
INSERT INTO "hotspot_pair_seen" VALUES(851251155,2);
INSERT INTO "hotspot_pair_seen" VALUES(852777371,1);
INSERT INTO "hotspot_pair_seen" VALUES(873495172,1);
INSERT INTO "hotspot_pair_seen" VALUES(879113293,1);
INSERT INTO "hotspot_pair_seen" VALUES(889542782,1);
INSERT INTO "hotspot_pair_seen" VALUES(892358201,5);
INSERT INTO "hotspot_pair_seen" VALUES(898501695,1);
INSERT INTO "hotspot_pair_seen" VALUES(902586949,1);
INSERT INTO "hotspot_pair_seen" VALUES(921694487,1);
INSERT INTO "hotspot_pair_seen" VALUES(931777887,2);
INSERT INTO "hotspot_pair_seen" VALUES(933053854,2);
INSERT INTO "hotspot_pair_seen" VALUES(937764272,1);
INSERT INTO "hotspot_pair_seen" VALUES(947226173,1);
INSERT INTO "hotspot_pair_seen" VALUES(947688900,2);
INSERT INTO "hotspot_pair_seen" VALUES(963097898,2);
INSERT INTO "hotspot_pair_seen" VALUES(964388110,1);
INSERT INTO "hotspot_pair_seen" VALUES(971493082,1);
INSERT INTO "hotspot_pair_seen" VALUES(972268620,2);
INSERT INTO "hotspot_pair_seen" VALUES(980636997,1);
INSERT INTO "hotspot_pair_seen" VALUES(982492207,1);
INSERT INTO "hotspot_pair_seen" VALUES(989835698,1);
INSERT INTO "hotspot_pair_seen" VALUES(991739936,1);
INSERT INTO "hotspot_pair_seen" VALUES(1037535097,1);
INSERT INTO "hotspot_pair_seen" VALUES(1062864440,1);
INSERT INTO "hotspot_pair_seen" VALUES(1065235971,1);
INSERT INTO "hotspot_pair_seen" VALUES(1092426357,1);
INSERT INTO "hotspot_pair_seen" VALUES(1092457068,1);
INSERT INTO "hotspot_pair_seen" VALUES(1092476553,1);
INSERT INTO "hotspot_pair_seen" VALUES(1101145752,1);
INSERT INTO "hotspot_pair_seen" VALUES(1103168377,1);
INSERT INTO "hotspot_pair_seen" VALUES(1123251982,1);
INSERT INTO "hotspot_pair_seen" VALUES(1128178726,1);
INSERT INTO "hotspot_pair_seen" VALUES(1134815247,1);
INSERT INTO "hotspot_pair_seen" VALUES(1143243761,1);
INSERT INTO "hotspot_pair_seen" VALUES(1144950256,1);
INSERT INTO "hotspot_pair_seen" VALUES(1149772537,1);
INSERT INTO "hotspot_pair_seen" VALUES(1158618541,2);
INSERT INTO "hotspot_pair_seen" VALUES(1163764362,1);
INSERT INTO "hotspot_pair_seen" VALUES(1173856845,1);
INSERT INTO "hotspot_pair_seen" VALUES(1190162643,2);
INSERT INTO "hotspot_pair_seen" VALUES(1192515890,3);
INSERT INTO "hotspot_pair_seen" VALUES(1197538693,1);
INSERT INTO "hotspot_pair_seen" VALUES(1209049019,1);
INSERT INTO "hotspot_pair_seen" VALUES(1220596158,1);
INSERT INTO "hotspot_pair_seen" VALUES(1228688968,1);
INSERT INTO "hotspot_pair_seen" VALUES(1250391197,3);
INSERT INTO "hotspot_pair_seen" VALUES(1253202364,2);
INSERT INTO "hotspot_pair_seen" VALUES(1287553228,1);
INSERT INTO "hotspot_pair_seen" VALUES(1324956573,1);
INSERT INTO "hotspot_pair_seen" VALUES(1330857165,4);
INSERT INTO "hotspot_pair_seen" VALUES(1339585079,2);
INSERT INTO "hotspot_pair_seen" VALUES(1356252105,1);
INSERT INTO "hotspot_pair_seen" VALUES(1356342372,1);
INSERT INTO "hotspot_pair_seen" VALUES(1356413958,1);
INSERT INTO "hotspot_pair_seen" VALUES(1366018768,1);
INSERT INTO "hotspot_pair_seen" VALUES(1366726080,1);
INSERT INTO "hotspot_pair_seen" VALUES(1367398560,1);
INSERT INTO "hotspot_pair_seen" VALUES(1376650369,1);
INSERT INTO "hotspot_pair_seen" VALUES(1386057017,1);
INSERT INTO "hotspot_pair_seen" VALUES(1390326968,1);
INSERT INTO "hotspot_pair_seen" VALUES(1391416287,1);
INSERT INTO "hotspot_pair_seen" VALUES(1402209385,1);
INSERT INTO "hotspot_pair_seen" VALUES(1418227677,2);
INSERT INTO "hotspot_pair_seen" VALUES(1427843446,1);
INSERT INTO "hotspot_pair_seen" VALUES(1458288846,1);
INSERT INTO "hotspot_pair_seen" VALUES(1504481263,2);
INSERT INTO "hotspot_pair_seen" VALUES(1510858727,1);
INSERT INTO "hotspot_pair_seen" VALUES(1517084923,3);
INSERT INTO "hotspot_pair_seen" VALUES(1521272239,1);
INSERT INTO "hotspot_pair_seen" VALUES(1526896016,1);
INSERT INTO "hotspot_pair_seen" VALUES(1528778145,1);
INSERT INTO "hotspot_pair_seen" VALUES(1538808750,1);
INSERT INTO "hotspot_pair_seen" VALUES(1558807811,1);
INSERT INTO "hotspot_pair_seen" VALUES(1578466431,1);
INSERT INTO "hotspot_pair_seen" VALUES(1579580304,1);
INSERT INTO "hotspot_pair_seen" VALUES(1586716138,1);
INSERT INTO "hotspot_pair_seen" VALUES(1591466989,2);
INSERT INTO "hotspot_pair_seen" VALUES(1601707964,4);
INSERT INTO "hotspot_pair_seen" VALUES(1610446341,1);
INSERT INTO "hotspot_pair_seen" VALUES(1620179420,1);
INSERT INTO "hotspot_pair_seen" VALUES(1631009545,1);
INSERT INTO "hotspot_pair_seen" VALUES(1634745184,1);
INSERT INTO "hotspot_pair_seen" VALUES(1640570841,1);
INSERT INTO "hotspot_pair_seen" VALUES(1652529184,1);
INSERT INTO "hotspot_pair_seen" VALUES(1656877786,1);
INSERT INTO "hotspot_pair_seen" VALUES(1657104267,2);
INSERT INTO "hotspot_pair_seen" VALUES(1665145857,1);
INSERT INTO "hotspot_pair_seen" VALUES(1668496875,1);
INSERT INTO "hotspot_pair_seen" VALUES(1668626300,1);
INSERT INTO "hotspot_pair_seen" VALUES(1671532377,1);
INSERT INTO "hotspot_pair_seen" VALUES(1671567377,3);
INSERT INTO "hotspot_pair_seen" VALUES(1676308300,2);
INSERT INTO "hotspot_pair_seen" VALUES(1682671615,1);
INSERT INTO "hotspot_pair_seen" VALUES(1693408668,1);
INSERT INTO "hotspot_pair_seen" VALUES(1720642706,1);
INSERT INTO "hotspot_pair_seen" VALUES(1724235793,1);
INSERT INTO "hotspot_pair_seen" VALUES(1736970943,1);
INSERT INTO "hotspot_pair_seen" VALUES(1750513492,1);
INSERT INTO "hotspot_pair_seen" VALUES(1750553913,1);
INSERT INTO "hotspot_pair_seen" VALUES(1753934706,3);
INSERT INTO "hotspot_pair_seen" VALUES(1755617751,1);
INSERT INTO "hotspot_pair_seen" VALUES(1762602592,1);
INSERT INTO "hotspot_pair_seen" VALUES(1781688940,1);
INSERT INTO "hotspot_pair_seen" VALUES(1785406255,1);
INSERT INTO "hotspot_pair_seen" VALUES(1795087169,1);
INSERT INTO "hotspot_pair_seen" VALUES(1821264919,1);
INSERT INTO "hotspot_pair_seen" VALUES(1826520178,1);
INSERT INTO "hotspot_pair_seen" VALUES(1826703395,1);
INSERT INTO "hotspot_pair_seen" VALUES(1829121836,2);
INSERT INTO "hotspot_pair_seen" VALUES(1833316832,3);
INSERT INTO "hotspot_pair_seen" VALUES(1847307240,1);
INSERT INTO "hotspot_pair_seen" VALUES(1848471694,1);
INSERT INTO "hotspot_pair_seen" VALUES(1857792966,1);
INSERT INTO "hotspot_pair_seen" VALUES(1864607630,1);
INSERT INTO "hotspot_pair_seen" VALUES(1866596434,1);
INSERT INTO "hotspot_pair_seen" VALUES(1890086302,1);
INSERT INTO "hotspot_pair_seen" VALUES(1890462575,2);
INSERT INTO "hotspot_pair_seen" VALUES(1893716047,1);
INSERT INTO "hotspot_pair_seen" VALUES(1906026078,1);
INSERT INTO "hotspot_pair_seen" VALUES(1917571325,1);
INSERT INTO "hotspot_pair_seen" VALUES(1928433275,1);
INSERT INTO "hotspot_pair_seen" VALUES(1938941806,1);
INSERT INTO "hotspot_pair_seen" VALUES(1941291129,1);
INSERT INTO "hotspot_pair_seen" VALUES(1949256746,1);
INSERT INTO "hotspot_pair_seen" VALUES(1970749285,1);
INSERT INTO "hotspot_pair_seen" VALUES(1970936052,1);
INSERT INTO "hotspot_pair_seen" VALUES(1975821723,2);
INSERT INTO "hotspot_pair_seen" VALUES(1985640516,1);
INSERT INTO "hotspot_pair_seen" VALUES(1993842466,2);
INSERT INTO "hotspot_pair_seen" VALUES(1994541751,1);
INSERT INTO "hotspot_pair_seen" VALUES(2000466953,1);
INSERT INTO "hotspot_pair_seen" VALUES(2003770598,3);
INSERT INTO "hotspot_pair_seen" VALUES(2010404073,1);
INSERT INTO "hotspot_pair_seen" VALUES(2024451562,1);
INSERT INTO "hotspot_pair_seen" VALUES(2028699256,1);
INSERT INTO "hotspot_pair_seen" VALUES(2040064314,1);
INSERT INTO "hotspot_pair_seen" VALUES(2046044591,1);
INSERT INTO "hotspot_pair_seen" VALUES(2063160656,1);
INSERT INTO "hotspot_pair_seen" VALUES(2065033786,1);
INSERT INTO "hotspot_pair_seen" VALUES(2072279434,1);
INSERT INTO "hotspot_pair_seen" VALUES(2076302661,1);
INSERT INTO "hotspot_pair_seen" VALUES(2078791057,1);
INSERT INTO "hotspot_pair_seen" VALUES(2080877407,2);
INSERT INTO "hotspot_pair_seen" VALUES(2085411450,1);
INSERT INTO "hotspot_pair_seen" VALUES(2127385524,1);
INSERT INTO "hotspot_pair_seen" VALUES(2136724115,1);
CREATE TABLE judgement (
  case_id BIGINT NOT NULL,
  version INTEGER NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  verdict TEXT NOT NULL,
  proposed TEXT NOT NULL,
  policy TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (case_id, version)
) WITHOUT ROWID
;
CREATE TABLE learning_run (
  id INTEGER PRIMARY KEY,
  state TEXT NOT NULL,
  stage TEXT NOT NULL,
  done BIGINT NOT NULL,
  total BIGINT NOT NULL,
  source TEXT NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  started_at BIGINT,
  seen_at BIGINT,
  ended_at BIGINT,
  reader_version TEXT NOT NULL,
  error TEXT NOT NULL
);
CREATE TABLE log_entry (
  case_id BIGINT NOT NULL REFERENCES hotline_case (id),
  sequence INTEGER NOT NULL,
  position BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  role TEXT NOT NULL,
  act TEXT NOT NULL,
  reason TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  department TEXT NOT NULL,
  details TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (case_id, sequence)
)  WITHOUT ROWID;
INSERT INTO "log_entry" VALUES(20261102000000001,1,1,1793615160000000,'0702','OPERATOR','REGISTER','','','REGISTERED','','{}','dec2e745117e48d40c670561c5f4fb546144aeb6b54a264ce3616e4b5292f280');
INSERT INTO "log_entry" VALUES(20261102000000001,2,2,1793615160000000,'规则库','RULE_BOOK','ASSIGN','需要部门办理,交一个部门限期回复','REGISTERED','ASSIGNED','龙泉县市场监督管理局','{"cohandlers":""}','04ad0f8c27fbd38595a6d62235e224b25a123b6be5eef2083a05381793b8e794');
INSERT INTO "log_entry" VALUES(20261102000000001,3,5,1793698980000000,'督办系统','SYSTEM','NUDGE','超过签收时限还没有签收','ASSIGNED','ASSIGNED','龙泉县市场监督管理局','{}','050d13f8e215c26c40a6cfd165901a742aab0b19409a1accfd5a9ff0f6c07fdd');
INSERT INTO "log_entry" VALUES(20261102000000001,4,6,1793747958373310,'王科长','DEPARTMENT','ACCEPT','','ASSIGNED','IN_PROGRESS','龙泉县市场监督管理局','{}','ebad55697facbb74cdb6a9ea5ee3b77183707672b86e0786a6277614b23093ce');
INSERT INTO "log_entry" VALUES(20261102000000001,5,38,1794187748737174,'督办系统','SYSTEM','NUDGE','快到期了','IN_PROGRESS','IN_PROGRESS','龙泉县市场监督管理局','{}','31bbd78a732ec922e155aa526947c28190170fec3dafb2eda17ea766d1029500');
INSERT INTO "log_entry" VALUES(20261102000000001,6,44,1794274215880028,'督办系统','SYSTEM','REMIND','明天到期','IN_PROGRESS','IN_PROGRESS','龙泉县市场监督管理局','{}','39104091f85e2cca525b042c0867d0f639ccb93c5f08ef256c238df7c62ce48d');
INSERT INTO "log_entry" VALUES(20261102000000001,7,53,1794391969434299,'督办系统','SYSTEM','SUPERVISE','超过时限没有回复','IN_PROGRESS','IN_PROGRESS','龙泉县市场监督管理局','{"limit":"2026-11-16T10:00:00+00:00"}','82344830dc47f311cf83d919d4b03b8f7e2aa3676d524540df18953f58ab7a7f');
INSERT INTO "log_entry" VALUES(20261102000000001,8,91,1794759955307434,'王科长','DEPARTMENT','REPLY','协办单位意见已电话沟通','IN_PROGRESS','REPLIED','龙泉县市场监督管理局','{"reply":"已到现场处理,问题已解决","gathered":""}','872fbb4352ff2fc21b74af1846842d94786205e874fe7b165b8e24c8913a2b55');
INSERT INTO "log_entry" VALUES(20261102000000001,9,97,1794806241736126,'李值班','DESK','ACCEPT_REPLY','','REPLIED','RESOLVED','','{}','b568a724a50e580817ea58e35d449182f4e0ca57d2965e60dfc8572e9df17382');
INSERT INTO "log_entry" VALUES(20261102000000001,10,104,1794850743921844,'李值班','DESK','ANSWER_CALLER','您反映的事已经办好','RESOLVED','ANSWERED','','{"means":"电话","policy":"","supported":"是","given":"是"}','4ae9bcccbe69dbb464d70588d5a304085f09d1859e213ae59a388bfe90af7752');
INSERT INTO "log_entry" VALUES(20261102000000001,11,118,1794978863912337,'李值班','DESK','RECORD_SATISFACTION','','ANSWERED','ANSWERED','','{"responded":"是","resolved":"是","satisfied":"否"}','6613a081ade62b4d516aebb737e2618501c49b0447f9a884131204ab319d7c72');
INSERT INTO "log_entry" VALUES(20261102000000001,12,147,1795169952848205,'督办系统','SYSTEM','CLOSE','已答复,没有新的情况','ANSWERED','CLOSED','','{}','30028cec31a877aa1bae07a2c6d9a553ae669c34c36d43adef4072b5e9e55ee0');
INSERT INTO "log_entry" VALUES(20261103000000001,1,3,1793670180000000,'0705','OPERATOR','REGISTER','','','REGISTERED','','{}','076f6bc30a738864ff8107cd1b0177d5fbb48a136ed02300d7c7f62b144115ee');
INSERT INTO "log_entry" VALUES(20261103000000001,2,4,1793670180000000,'规则库','RULE_BOOK','REFER','事项明显归一个部门管,告知来电人并跟踪到有结果','REGISTERED','REFERRED','公共交通集团','{}','9fc09a2ccbf0463aaf70dc4043f616c54cf8204253f595028bf1f42674d4b678');
INSERT INTO "log_entry" VALUES(20261103000000001,3,22,1793961324536414,'督办系统','SYSTEM','REMIND_DESK','归口的事项要跟踪到有结果','REFERRED','REFERRED','','{}','274486f8990a52a6ea42e40a06d585fd3385f360198b209ba48641d12306d834');
INSERT INTO "log_entry" VALUES(20261103000000001,4,45,1794280478083312,'李值班','DESK','RECORD_RESULT','部门已为来电人办好','REFERRED','RESOLVED','','{}','5dff305fd54c985fa7a80134e2f0a2a27b218af5784805ddf307d7c8a6c7fa41');
INSERT INTO "log_entry" VALUES(20261103000000001,5,50,1794318272931273,'李值班','DESK','ANSWER_CALLER','您反映的事已经办好','RESOLVED','ANSWERED','','{"means":"电话","policy":"","supported":"是","given":"是"}','d8feff164a2ddd8bf9f98f2b1a145341108f709bcc7dc5d0fb9a6784d882cb64');
INSERT INTO "log_entry" VALUES(20261103000000001,6,59,1794448696171992,'李值班','DESK','RECORD_SATISFACTION','','ANSWERED','ANSWERED','','{"responded":"是","resolved":"否","satisfied":"是"}','00565a467fb5f5aacf40c652a712a95a694975cd5c0e631c06b840f64fb881f0');
INSERT INTO "log_entry" VALUES(20261103000000001,7,74,1794566961289399,'督办系统','SYSTEM','CLOSE','已答复,没有新的情况','ANSWERED','CLOSED','','{}','e2a928a19c3314cb6cbf3fa806e72f4d61c17fc4e84b566191094780be611d56');
INSERT INTO "log_entry" VALUES(20261103000000001,8,200,1795775132607692,'督办系统','SYSTEM','ARCHIVE','办结后到了归档的时候','CLOSED','ARCHIVED','','{}','d07e33e9be58bdd82c20952511f001e9008344f98a43108aac25776ab673e918');
INSERT INTO "log_entry" VALUES(20261106000000001,1,7,1793932380000000,'0704','OPERATOR','REGISTER','','','REGISTERED','','{}','589b8fedc8f19bbe9e32337b89cafb04aa041118c445bd7f09169d3eea81ca6c');
INSERT INTO "log_entry" VALUES(20261106000000001,2,8,1793932380000000,'规则库','RULE_BOOK','RAISE_EMERGENCY','来电人说有人走失、被拐或被困','REGISTERED','VERIFYING','','{}','5b1e87632814c27e230f9f1d07520f07b00d29eb1f3a86988ee782b5272ee2c6');
INSERT INTO "log_entry" VALUES(20261106000000001,3,9,1793932967364919,'督办系统','SYSTEM','ALARM','重大突发还没有核实','VERIFYING','VERIFYING','','{}','3c0142980390526bfa9a245f18976e3ce5aec4ca44af41ca62cdd1bd85bb0dcf');
INSERT INTO "log_entry" VALUES(20261106000000001,4,10,1793932967364919,'李值班','DESK','CONFIRM_EMERGENCY','回拨电话核实','VERIFYING','RESPONDING','公安局','{"cohandlers":"消防救援支队"}','a5d30df49db5062bc8baa2d1516ede399193355d75056d62a959893ac5de8ed7');
INSERT INTO "log_entry" VALUES(20261106000000001,5,11,1793933949134511,'王科长','DEPARTMENT','ACCEPT','','RESPONDING','RESPONDING','公安局','{}','1417e14d50f429a68f3b89d948e2f6de5e277eb18ed2b0303a28ca606e8b83d4');
INSERT INTO "log_entry" VALUES(20261106000000001,6,12,1793935681055717,'督办系统','SYSTEM','NUDGE','超过签收时限还没有签收','RESPONDING','RESPONDING','消防救援支队','{}','c9225e24bfd90acae15411598a961ba343be442e3500520b559cf553b2fa6949');
INSERT INTO "log_entry" VALUES(20261106000000001,7,13,1793935681055717,'王科长','DEPARTMENT','ACCEPT_AS_COHANDLER','','RESPONDING','RESPONDING','消防救援支队','{}','66047d75b5eea03cac203afcc1a94d11a02a24348c7587dca00d1ef863e22f1a');
INSERT INTO "log_entry" VALUES(20261106000000001,8,14,1793939281055717,'督办系统','SYSTEM','NUDGE','到时间没有反馈进展','RESPONDING','RESPONDING','公安局','{}','7c68d4b389d54e06fe408a93690c22f61792e65ed582571999b0fc131e039caf');
INSERT INTO "log_entry" VALUES(20261106000000001,9,15,1793939281055717,'督办系统','SYSTEM','NUDGE','到时间没有反馈进展','RESPONDING','RESPONDING','消防救援支队','{}','1d5e64d91158a8ba3b51bf33550fe75d3acade9ab226b394bf2ec014873c9052');
INSERT INTO "log_entry" VALUES(20261106000000001,10,18,1793946924536414,'督办系统','SYSTEM','NUDGE','到时间没有反馈进展','RESPONDING','RESPONDING','公安局','{}','60543c7aaf029eb3cdb4abaa307f156513950a469841019f3896ffee74e1b4ed');
INSERT INTO "log_entry" VALUES(20261106000000001,11,19,1793946924536414,'督办系统','SYSTEM','NUDGE','到时间没有反馈进展','RESPONDING','RESPONDING','消防救援支队','{}','a7c27161092956b86e7654dd5e92b17026f1c9ed3611f431e0fba60b34838786');
INSERT INTO "log_entry" VALUES(20261106000000001,12,20,1793946924536414,'王科长','DEPARTMENT','REPLY_AS_COHANDLER','','RESPONDING','RESPONDING','消防救援支队','{"reply":"已到现场处理,问题已解决"}','6577fd6b1ff38ea9e4b763aebd9c0c6bd4d3ebd0b92b761afdd137fbdd75887c');
INSERT INTO "log_entry" VALUES(20261106000000001,13,21,1793954124536414,'督办系统','SYSTEM','NUDGE','到时间没有反馈进展','RESPONDING','RESPONDING','公安局','{}','f3036dd0248506666b1746c630eed400bd9e77dd2ecc4ae9e5ffbab60233b02a');
INSERT INTO "log_entry" VALUES(20261106000000001,14,23,1793961324536414,'督办系统','SYSTEM','NUDGE','到时间没有反馈进展','RESPONDING','RESPONDING','公安局','{}','87de761181c2c305fd2dde251ab742e9a37c5affb589ec94d6057bebe5a2e11c');
INSERT INTO "log_entry" VALUES(20261106000000001,15,24,1793962534779659,'王科长','DEPARTMENT','REPLY','协办单位意见已电话沟通','RESPONDING','REPLIED','公安局','{"reply":"已到现场处理,问题已解决","gathered":"消防救援支队:已到现场处理,问题已解决"}','6dc192eb7f6e3f7508052b6f689ce61b297c75d9590ae6dd2f9f23a6fc2f5ac6');
INSERT INTO "log_entry" VALUES(20261106000000001,16,25,1794007537935816,'李值班','DESK','ACCEPT_REPLY','','REPLIED','RESOLVED','','{}','19ddbac9f49551e76eee121edf7003804906c562f3e3c2d6af6abe8d3b500bb3');
INSERT INTO "log_entry" VALUES(20261106000000001,17,28,1794047441644073,'李值班','DESK','ANSWER_CALLER','您反映的事已经办好','RESOLVED','ANSWERED','','{"means":"电话","policy":"","supported":"是","given":"是"}','3605c98d89359d5c34cf4ea619966939276adaeaf3f2f4f2063365fc7841391b');
INSERT INTO "log_entry" VALUES(20261106000000001,18,34,1794115892683282,'李值班','DESK','RECORD_SATISFACTION','','ANSWERED','ANSWERED','','{"responded":"是","resolved":"是","satisfied":"是"}','8cba8c725edc483c8279a08886749653a42154ae7ea8df923a3fa024d27b76bb');
INSERT INTO "log_entry" VALUES(20261106000000001,19,54,1794391969434299,'督办系统','SYSTEM','CLOSE','已答复,没有新的情况','ANSWERED','CLOSED','','{}','a2068c80c10c9d7e5eb648de601c4a61f2e8ff31c09b08cbb0393c23b47c968f');
INSERT INTO "log_entry" VALUES(20261106000000001,20,184,1795603785406585,'督办系统','SYSTEM','ARCHIVE','办结后到了归档的时候','CLOSED','ARCHIVED','','{}','bf57e7b8d8e393f8371e17bf6f5fbeefaa06a6cc1f5217749f0f743e129cfb77');
INSERT INTO "log_entry" VALUES(20261106000000002,1,16,1793939820000000,'0702','OPERATOR','REGISTER','','','REGISTERED','','{}','7dd885f180f7a95ef9385ac19e99c0be452d0187250ad390cae69d4c63c932a7');
INSERT INTO "log_entry" VALUES(20261106000000002,2,17,1793939820000000,'规则库','RULE_BOOK','ANSWER_DIRECTLY','咨询的事项有现行政策,话务员当场答复','REGISTERED','ANSWERED','','{"answer":"缴费满一年、非本人意愿中断就业并办理失业登记的,可以在网上大厅或人社窗口申领失业保险金,凭身份证即可。","policy":"ZC-SY-01"}','446473b6db45814ccdc086c552975aeb33d7b01c6ef20af67005ca3a9c9bb8d0');
INSERT INTO "log_entry" VALUES(20261106000000002,3,55,1794391969434299,'督办系统','SYSTEM','CLOSE','已答复,没有新的情况','ANSWERED','CLOSED','','{}','afdfa70d374d2f985d2b0704694a0505a251c3a607339d2048bd41f951dde3f9');
INSERT INTO "log_entry" VALUES(20261106000000002,4,185,1795603785406585,'督办系统','SYSTEM','ARCHIVE','办结后到了归档的时候','CLOSED','ARCHIVED','','{}','c5bc2a1c31e08fe910b396aa71f35a63387e5258484aab7be86fb08f420f563c');
INSERT INTO "log_entry" VALUES(20261107000000001,1,26,1794030000000000,'0703','OPERATOR','REGISTER','','','REGISTERED','','{}','c63f30c41ef0b42d8a95bb97495aa94f2e18db79842452ce4dcbdf9e08500f16');
INSERT INTO "log_entry" VALUES(20261107000000001,2,27,1794030000000000,'规则库','RULE_BOOK','REFER','事项明显归一个部门管,告知来电人并跟踪到有结果','REGISTERED','REFERRED','市场监督管理局','{}','f5627e3d3051330208e1e9dcdc540496aa93dc2a10bc418e160396dd0fb77c8e');
INSERT INTO "log_entry" VALUES(20261107000000001,3,49,1794311206318049,'李值班','DESK','RECORD_RESULT','部门已为来电人办好','REFERRED','RESOLVED','','{}','aaa42e52f326866bebd631671f6615fcec525d781701f8c5578f071cdf3089b4');
INSERT INTO "log_entry" VALUES(20261107000000001,4,52,1794377569434299,'李值班','DESK','ANSWER_CALLER','您反映的事已经办好','RESOLVED','ANSWERED','','{"means":"电话","policy":"","supported":"是","given":"是"}','b2bbbab95795c4692e8758bccff9d41044fe1fac4e87dcf7532e81574ebb6565');
INSERT INTO "log_entry" VALUES(20261107000000001,5,63,1794476078324126,'李值班','DESK','RECORD_SATISFACTION','','ANSWERED','ANSWERED','','{"responded":"是","resolved":"是","satisfied":"是"}','4cc365bc07c5be0ba119ee05635e31702c4110adeb999045ba0b6eb53b639208');
INSERT INTO "log_entry" VALUES(20261107000000001,6,100,1794824503809381,'督办系统','SYSTEM','CLOSE','已答复,没有新的情况','ANSWERED','CLOSED','','{}','5095cfb851c92fb87224047e8f54c37569dfbb7183fd53c2e11fae93ab0d2f04');
INSERT INTO "log_entry" VALUES(20261107000000001,7,205,1796033839697047,'督办系统','SYSTEM','ARCHIVE','办结后到了归档的时候','CLOSED','ARCHIVED','','{}','d648cfc714ad59d516c5ce6e22a33f033a09f455f5a133546edba32e48ffe1d5');
INSERT INTO "log_entry" VALUES(20261107000000002,1,29,1794053700000000,'0701','OPERATOR','REGISTER','','','REGISTERED','','{}','7d540c6014b97e6a2141fe1e9960c53dc570992dffedca3d6d6a03b153f2e262');
INSERT INTO "log_entry" VALUES(20261107000000002,2,30,1794053700000000,'规则库','RULE_BOOK','ASSIGN','需要部门办理,交一个部门限期回复','REGISTERED','ASSIGNED','交警支队','{"cohandlers":""}','7afeae6b1b01e544116e301b0402600550479da05849bbc7d0e1a9633da40524');
INSERT INTO "log_entry" VALUES(20261107000000002,3,31,1794066962802825,'王科长','DEPARTMENT','ACCEPT','','ASSIGNED','IN_PROGRESS','交警支队','{}','bdd9736cd830a24981255aca0b3ad550daf71c5e45a071dd4ad00be907f7bbb1');
INSERT INTO "log_entry" VALUES(20261107000000002,4,51,1794361472931273,'督办系统','SYSTEM','NUDGE','快到期了','IN_PROGRESS','IN_PROGRESS','交警支队','{}','2c43cca3c1fd0de9212567c6277f7fa9816b49f7f9b6ca861f7951263b1ca05f');
INSERT INTO "log_entry" VALUES(20261107000000002,5,57,1794445969434299,'督办系统','SYSTEM','REMIND','明天到期','IN_PROGRESS','IN_PROGRESS','交警支队','{}','2dfcd268f521bc3aa8c5d00f1791d5016a2214fb98e6fa9b694e09f63fe5551b');
INSERT INTO "log_entry" VALUES(20261107000000002,6,69,1794508306899164,'王科长','DEPARTMENT','REPLY','协办单位意见已电话沟通','IN_PROGRESS','REPLIED','交警支队','{"reply":"已到现场处理,问题已解决","gathered":""}','8a047ee3fcd71bb08fabab93ad8e2146e10345677afdfbb1821365f269d2d564');
INSERT INTO "log_entry" VALUES(20261107000000002,7,72,1794536580141870,'李值班','DESK','ACCEPT_REPLY','','REPLIED','RESOLVED','','{}','2bcd170c51fd75334041960384371adaab4b0a4bde7c05611c056b72b8c1c57f');
INSERT INTO "log_entry" VALUES(20261107000000002,8,73,1794556161289399,'李值班','DESK','ANSWER_CALLER','您反映的事已经办好','RESOLVED','ANSWERED','','{"means":"电话","policy":"","supported":"是","given":"是"}','1fae87f71b66f334ab37cf56664a34cedb416e57b76da87dbb887918fc014e20');
INSERT INTO "log_entry" VALUES(20261107000000002,9,78,1794696889346628,'李值班','DESK','RECORD_SATISFACTION','','ANSWERED','ANSWERED','','{"responded":"是","resolved":"是","satisfied":"是"}','c28badf67644869fad93eb17705fb5264c2113d778541796c522b347204adba2');
INSERT INTO "log_entry" VALUES(20261107000000002,10,124,1794996970021385,'督办系统','SYSTEM','CLOSE','已答复,没有新的情况','ANSWERED','CLOSED','','{}','8b51bef713a47b323e841118c32e634d41585597a9f1a2e3ca868cb68c4febeb');
INSERT INTO "log_entry" VALUES(20261107000000002,11,209,1796206639697047,'督办系统','SYSTEM','ARCHIVE','办结后到了归档的时候','CLOSED','ARCHIVED','','{}','e929b26982fa022f54622b87c1c83e4cc114e571c13e2fabfe6215a623ce5824');
INSERT INTO "log_entry" VALUES(20261108000000001,1,32,1794114540000000,'0701','OPERATOR','REGISTER','','','REGISTERED','','{}','f35e982cb147c5ec6b8fdf8b1d830b0ddab50e699c206611012b6da039b3ddf1');
INSERT INTO "log_entry" VALUES(20261108000000001,2,33,1794114540000000,'规则库','RULE_BOOK','ASSIGN','需要部门办理,交一个部门限期回复','REGISTERED','ASSIGNED','轨道交通集团','{"cohandlers":""}','017715bc1918336abd71dc8a9447ad4803a591681dcda9bb7bb71bcd368b9461');
INSERT INTO "log_entry" VALUES(20261108000000001,3,37,1794126548737174,'王科长','DEPARTMENT','ACCEPT','','ASSIGNED','IN_PROGRESS','轨道交通集团','{}','f2687eadec5528d16c5832e8b0f36f392a1fd07fe9c8668859675b34951b18f7');
INSERT INTO "log_entry" VALUES(20261108000000001,4,70,1794533506899164,'督办系统','SYSTEM','NUDGE','快到期了','IN_PROGRESS','IN_PROGRESS','轨道交通集团','{}','50ba0eaedc1d5e9023f2baf885f8db7b10a20ef3a43b0b5d05446ff394535ebe');
INSERT INTO "log_entry" VALUES(20261108000000001,5,95,1794777668520478,'王科长','DEPARTMENT','REPLY','协办单位意见已电话沟通','IN_PROGRESS','REPLIED','轨道交通集团','{"reply":"已到现场处理,问题已解决","gathered":""}','c3fee457c0266b909ea953d707fbcdb7b8ea40a8f5bac62bcf89ad908d492e5d');
INSERT INTO "log_entry" VALUES(20261108000000001,6,99,1794813703809381,'李值班','DESK','ACCEPT_REPLY','','REPLIED','RESOLVED','','{}','295455131fbbfe1408dd486cb21d30e369902c6c20a1cf1c144ebdab83a51e62');
INSERT INTO "log_entry" VALUES(20261108000000001,7,102,1794833176367471,'李值班','DESK','ANSWER_CALLER','您反映的事已经办好','RESOLVED','ANSWERED','','{"means":"电话","policy":"","supported":"是","given":"是"}','dd62304711e820e3f075ef89a8ccde25edabcb8ccb00d8448882182387fbee5d');
INSERT INTO "log_entry" VALUES(20261108000000001,8,114,1794952742842805,'李值班','DESK','RECORD_SATISFACTION','','ANSWERED','ANSWERED','','{"responded":"是","resolved":"是","satisfied":"是"}','9679b64d4a09e6ad7c7f20a93dca596af19dbe7c594666abce27bfe215f84e44');
INSERT INTO "log_entry" VALUES(20261108000000001,9,137,1795083072848776,'督办系统','SYSTEM','CLOSE','已答复,没有新的情况','ANSWERED','CLOSED','','{}','9672af17a3d71aaf1ca3efdb2c8a578003cdcc8b3ed9ad2b5be582e9aeee7ab1');
INSERT INTO "log_entry" VALUES(20261108000000002,1,35,1794119040000000,'0701','OPERATOR','REGISTER','','','REGISTERED','','{}','a2541ae1b14ed9c1f92a12a98b5972345ae70639a027e5dceb37e662bc1bd957');
INSERT INTO "log_entry" VALUES(20261108000000002,2,36,1794119040000000,'规则库','RULE_BOOK','ANSWER_DIRECTLY','咨询的事项有现行政策,话务员当场答复','REGISTERED','ANSWERED','','{"answer":"灵活就业人员凭身份证可以在户籍地或就业地社保窗口、网上大厅参保,缴费比例百分之二十,按月、按季或按年缴纳。","policy":"ZC-SB-01"}','62b182c578fbfd5380be8c5061f29f41158ca421e14b9a80daa4678eb7801f5a');
INSERT INTO "log_entry" VALUES(20261108000000002,3,56,1794391969434299,'督办系统','SYSTEM','CLOSE','已答复,没有新的情况','ANSWERED','CLOSED','','{}','3b2e7d4cba58b09efb8c07f93f93eea7659754eabf388a28ff65caf56f98db60');
INSERT INTO "log_entry" VALUES(20261108000000002,4,186,1795603785406585,'督办系统','SYSTEM','ARCHIVE','办结后到了归档的时候','CLOSED','ARCHIVED','','{}','a5d2dc3701494d91dc72cfc46492bd658440dab17db14c04c884c6f6d8e90420');
INSERT INTO "log_entry" VALUES(20261109000000001,1,39,1794196080000000,'0705','OPERATOR','REGISTER','','','REGISTERED','','{}','0f46edd2fba4604f81c8a497287c0b946752d80e49ce395549757bb6412ea96e');
INSERT INTO "log_entry" VALUES(20261109000000001,2,40,1794196080000000,'规则库','RULE_BOOK','REFER','事项明显归一个部门管,告知来电人并跟踪到有结果','REGISTERED','REFERRED','公共交通集团','{}','a77d8d83c2ecfa3d88d785ca79621900965aa74267003159d61cd8c86aea84df');
INSERT INTO "log_entry" VALUES(20261109000000001,3,64,1794479678324126,'督办系统','SYSTEM','REMIND_DESK','归口的事项要跟踪到有结果','REFERRED','REFERRED','','{}','601d8dec544979ff087f26a3e6b574ae0387236d816681570c293645f4a235ab');
INSERT INTO "log_entry" VALUES(20261109000000001,4,67,1794496853999914,'李值班','DESK','RECORD_RESULT','部门已为来电人办好','REFERRED','RESOLVED','','{}','35fd3216ba8dfbfda1c02f331bae98c806d553ac94856c25662b82da118aa645');
INSERT INTO "log_entry" VALUES(20261109000000001,5,68,1794504128054606,'李值班','DESK','ANSWER_CALLER','您反映的事已经办好','RESOLVED','ANSWERED','','{"means":"电话","policy":"","supported":"是","given":"是"}','15f09c406d9e9421f215886328d3c852b67deee0ceba117c41c0ee695e216f2e');
INSERT INTO "log_entry" VALUES(20261109000000001,6,75,1794571914270996,'李值班','DESK','RECORD_SATISFACTION','','ANSWERED','ANSWERED','','{"responded":"是","resolved":"是","satisfied":"是"}','6faaccefae5c43a6ca788b054380e6862022e0301a9f8623241fdfc21832a751');
INSERT INTO "log_entry" VALUES(20261109000000001,7,125,1794996970021385,'督办系统','SYSTEM','CLOSE','已答复,没有新的情况','ANSWERED','CLOSED','','{}','90458d5219f4ad95f2c4a7c827203e4bcb2028eb18b6599d62f3b8cebb5d14df');
INSERT INTO "log_entry" VALUES(20261109000000001,8,210,1796206639697047,'督办系统','SYSTEM','ARCHIVE','办结后到了归档的时候','CLOSED','ARCHIVED','','{}','6e432b7706b9f53fef55b5dcbc0dd5fd00caa86184bd3f9d1ae30cb97052b0aa');
INSERT INTO "log_entry" VALUES(20261109000000002,1,41,1794198420000000,'0701','OPERATOR','REGISTER','','','REGISTERED','','{}','66972ab9fb73e24d6e0b8db693257eae7df0a7d7d929f8071b1d45657e9d1bb8');
INSERT INTO "log_entry" VALUES(20261109000000002,2,42,1794198420000000,'规则库','RULE_BOOK','ASSIGN','需要部门办理,交一个部门限期回复','REGISTERED','ASSIGNED','江岸区城市管理局','{"cohandlers":""}','4dded8fefadda0d62ef383c9f5a74ae43a47f80fda1fc0e14809d972d505a80b');
INSERT INTO "log_entry" VALUES(20261109000000002,3,43,1794209415880028,'王科长','DEPARTMENT','ACCEPT','','ASSIGNED','IN_PROGRESS','江岸区城市管理局','{}','9f3257872543d96f65ef7a11d5afa5ee63872cfa7e7c7cc9486ba4e6ce4358ca');
INSERT INTO "log_entry" VALUES(20261109000000002,4,58,1794445969434299,'督办系统','SYSTEM','NUDGE','快到期了','IN_PROGRESS','IN_PROGRESS','江岸区城市管理局','{}','2619820ae3b04f9acb4cbe87d67f3e121fd180694e43b680e52af7b7e771ddfa');
INSERT INTO "log_entry" VALUES(20261109000000002,5,71,1794533506899164,'督办系统','SYSTEM','REMIND','明天到期','IN_PROGRESS','IN_PROGRESS','江岸区城市管理局','{}','a42f6f50d198abe38f7f462b4359e7987c0585de5e84451919a5f442967ef808');
INSERT INTO "log_entry" VALUES(20261109000000002,6,83,1794718357571327,'王科长','DEPARTMENT','REPLY','协办单位意见已电话沟通','IN_PROGRESS','REPLIED','江岸区城市管理局','{"reply":"已到现场处理,问题已解决","gathered":""}','6648b3e436ba6189c1d42bd5f96bc2c0824cf7eff575445cedb9fad6ae771a1e');
INSERT INTO "log_entry" VALUES(20261109000000002,7,90,1794758472124962,'李值班','DESK','ACCEPT_REPLY','','REPLIED','RESOLVED','','{}','2d1e46fe3a1768816372ca213c1c92d718688ab86de9fb3d6caf9f16fc9ad584');
INSERT INTO "log_entry" VALUES(20261109000000002,8,101,1794828128862741,'李值班','DESK','ANSWER_CALLER','您反映的事已经办好','RESOLVED','ANSWERED','','{"means":"电话","policy":"","supported":"是","given":"是"}','64ed92db13a0b5eb971e1ac3564f369ca85fa66417fbff2ec59ef8ee4ce07e8e');
INSERT INTO "log_entry" VALUES(20261109000000002,9,113,1794937520129151,'李值班','DESK','RECORD_SATISFACTION','','ANSWERED','ANSWERED','','{"responded":"是","resolved":"是","satisfied":"是"}','dead5707b5ea3846cf7ed524dce2de0cc4981493b92863e9e5e861a54064e3aa');
INSERT INTO "log_entry" VALUES(20261109000000002,10,138,1795083072848776,'督办系统','SYSTEM','CLOSE','已答复,没有新的情况','ANSWERED','CLOSED','','{}','97143f90472527523eef74c14f91d1198591a285f616aabc1f8af40016bd834c');
INSERT INTO "log_entry" VALUES(20261110000000001,1,46,1794305820000000,'0702','OPERATOR','REGISTER','','','REGISTERED','','{}','6296fd614b53336e83491ccd529b96af7b8006ae5d2a372aa7630b8ef96c35cf');
INSERT INTO "log_entry" VALUES(20261110000000001,2,47,1794305820000000,'规则库','RULE_BOOK','ASSIGN','需要部门办理,交一个部门限期回复','REGISTERED','ASSIGNED','西岭区住房和城乡建设局','{"cohandlers":""}','b6edd7c3b0ff6fc06eaf7458c41e7c87a4010632bf1f089dcfa550b8d52b29da');
INSERT INTO "log_entry" VALUES(20261110000000001,3,48,1794308888835222,'王科长','DEPARTMENT','ACCEPT','','ASSIGNED','IN_PROGRESS','西岭区住房和城乡建设局','{}','5283146ce2a8c77241dd17514270973e311c39a874ca8759f648fa721a470925');
INSERT INTO "log_entry" VALUES(20261110000000001,4,79,1794698676801687,'王科长','DEPARTMENT','REPLY','协办单位意见已电话沟通','IN_PROGRESS','REPLIED','西岭区住房和城乡建设局','{"reply":"已到现场处理,问题已解决","gathered":""}','c1fcbbc83175a548aa18572262745e5351837ae5fcce723622425f6b298bca4e');
INSERT INTO "log_entry" VALUES(20261110000000001,5,86,1794734905229916,'李值班','DESK','ACCEPT_REPLY','','REPLIED','RESOLVED','','{}','d37ca98ddfe8514661284847462c208def8bc010ba0d52c3b6385c4a58c3d929');
INSERT INTO "log_entry" VALUES(20261110000000001,6,87,1794749172178332,'李值班','DESK','ANSWER_CALLER','您反映的事已经办好','RESOLVED','ANSWERED','','{"means":"电话","policy":"","supported":"是","given":"是"}','ad834b9248dcb0d7208433518af260b96c4350857dc6c890bb07b902c2ce6731');
INSERT INTO "log_entry" VALUES(20261110000000001,7,103,1794847554222194,'李值班','DESK','RECORD_SATISFACTION','','ANSWERED','ANSWERED','','{"responded":"是","resolved":"是","satisfied":"是"}','0e2bd398446b36a0f62dd32287136b89067de34109745b0db445fa47574dc3b8');
INSERT INTO "log_entry" VALUES(20261110000000001,8,126,1794996970021385,'督办系统','SYSTEM','CLOSE','已答复,没有新的情况','ANSWERED','CLOSED','','{}','d08216265772aff08f6a6b12eaafae4b4705dd741cce7d6655b9dbb7c22d2ad0');
INSERT INTO "log_entry" VALUES(20261110000000001,9,211,1796206639697047,'督办系统','SYSTEM','ARCHIVE','办结后到了归档的时候','CLOSED','ARCHIVED','','{}','4636538f58f3c63ebc7aeedd48d1966c5d5e60c1555414b0d157381cef94b24e');
INSERT INTO "log_entry" VALUES(20261112000000001,1,60,1794464100000000,'0702','OPERATOR','REGISTER','','','REGISTERED','','{}','48d3ac377d85aa577de86954eb90f85f7e743f45e39cd3726e210ef1844355af');
INSERT INTO "log_entry" VALUES(20261112000000001,2,61,1794464495385084,'李值班','DESK','ASSIGN','值班室研判','REGISTERED','ASSIGNED','民政局','{"cohandlers":""}','a431d7aacdaa480c58937499a40448fa225a82adbde3ea96e91e397c1e466dbf');
INSERT INTO "log_entry" VALUES(20261112000000001,3,62,1794475363664133,'王科长','DEPARTMENT','ACCEPT','','ASSIGNED','IN_PROGRESS','民政局','{}','d1c2de717440873db6a07e3b8349b985bd141605b8162f2848a80a4cceda58af');
INSERT INTO "log_entry" VALUES(20261112000000001,4,112,1794931844589852,'王科长','DEPARTMENT','REPLY','协办单位意见已电话沟通','IN_PROGRESS','REPLIED','民政局','{"reply":"已到现场处理,问题已解决","gathered":""}','0329ddf9d9cb29b381caf6348f2f57d62faddca0e7d6a64c1ee6969c28dd8157');
INSERT INTO "log_entry" VALUES(20261112000000001,5,115,1794964400573907,'李值班','DESK','ACCEPT_REPLY','','REPLIED','RESOLVED','','{}','82b27a50a4ea8e6fa230a9cc4483ac44ac396e315b00ec1a2f55cc34238e3fa5');
INSERT INTO "log_entry" VALUES(20261112000000001,6,122,1794989461664968,'李值班','DESK','ANSWER_CALLER','您反映的事已经办好','RESOLVED','ANSWERED','','{"means":"电话","policy":"","supported":"是","given":"是"}','8bded868714b573930f565ee9fbf4f8b076f64938e9ccafdc505cd58539bcd4b');
INSERT INTO "log_entry" VALUES(20261112000000001,7,144,1795128397964190,'李值班','DESK','RECORD_SATISFACTION','','ANSWERED','ANSWERED','','{"responded":"是","resolved":"是","satisfied":"是"}','aab72858dc63be44ce61db653637641cba635c562ed63bafcd130fd56c5b5f3a');
INSERT INTO "log_entry" VALUES(20261112000000001,8,168,1795430149964547,'督办系统','SYSTEM','CLOSE','已答复,没有新的情况','ANSWERED','CLOSED','','{}','4e5c6e2377659e4579aece12b5a6847dd353bc481980267533965ca11d79b0a4');
INSERT INTO "log_entry" VALUES(20261112000000002,1,65,1794491820000000,'0701','OPERATOR','REGISTER','','','REGISTERED','','{}','d07d7af8db3e97848bece0c580b12e6506c9d29c48b9016ef9a18474a07f2027');
INSERT INTO "log_entry" VALUES(20261112000000002,2,66,1794491820000000,'规则库','RULE_BOOK','REFER','事项明显归一个部门管,告知来电人并跟踪到有结果','REGISTERED','REFERRED','公共交通集团','{}','1bc436be010573c7ded74805e985cf1fdfed8d507475a6340a9aec55753351ef');
INSERT INTO "log_entry" VALUES(20261112000000002,3,109,1794911796981329,'督办系统','SYSTEM','REMIND_DESK','归口的事项要跟踪到有结果','REFERRED','REFERRED','','{}','dede35a6b9e975d91f82f89f3b78851de39e86fbf118ab31f40cd3f7b3ad6be6');
INSERT INTO "log_entry" VALUES(20261112000000002,4,145,1795148352848205,'李值班','DESK','RECORD_RESULT','部门已为来电人办好','REFERRED','RESOLVED','','{}','198454d12f67dea1ce570d8c4ad36d8d1d3f6af94d9802c2db366d86712adedd');
INSERT INTO "log_entry" VALUES(20261112000000002,5,149,1795210313875109,'李值班','DESK','ANSWER_CALLER','您反映的事已经办好','RESOLVED','ANSWERED','','{"means":"电话","policy":"","supported":"是","given":"是"}','c0e2caed6b265844067b970407b7849a7faf8d14191e1350c8a7dee20f52fdfd');
INSERT INTO "log_entry" VALUES(20261112000000002,6,155,1795265321011864,'李值班','DESK','RECORD_SATISFACTION','','ANSWERED','ANSWERED','','{"responded":"是","resolved":"是","satisfied":"是"}','e9f410d8432ecbbce4c009e0b9fc81c5f45e454cd6d1b5a48d1a5e9a53e98261');
INSERT INTO "log_entry" VALUES(20261112000000002,7,187,1795603785406585,'督办系统','SYSTEM','CLOSE','已答复,没有新的情况','ANSWERED','CLOSED','','{}','c35d5f756fe7ce4dd5c02b1caeda394ca228167c43bc53b511811f93e9737868');
INSERT INTO "log_entry" VALUES(20261114000000001,1,76,1794651720000000,'0703','OPERATOR','REGISTER','','','REGISTERED','','{}','6228ee329c496464709b102be0aaa4e8de24aecf86e9facc2b4ddb6c495fa7fb');
INSERT INTO "log_entry" VALUES(20261114000000001,2,77,1794651720000000,'规则库','RULE_BOOK','REPORT_TO_LEADER','涉及面广,而且群众反映突出或媒体关注','REGISTERED','AWAITING_INSTRUCTION','','{"question":"请批示如何办理"}','bb759cef07c1d8be93c90b417634a74b1721f8c365399e0115184b7f5cb99679');
INSERT INTO "log_entry" VALUES(20261114000000001,3,92,1794768794951397,'赵市长','LEADER','INSTRUCT','请抓紧依法办理','AWAITING_INSTRUCTION','REGISTERED','','{}','8a84c516c1c79513fe55b8a2205345d642ef74617d6ad71f92f1910289888d76');
INSERT INTO "log_entry" VALUES(20261114000000001,4,93,1794768794951397,'赵市长','LEADER','ASSIGN','请抓紧依法办理','REGISTERED','ASSIGNED','东湖区住房和城乡建设局','{"cohandlers":""}','6abbe7d66f2ee86525bab6c975c035c645c0d71f088befe3623b45a6b4debe3e');
INSERT INTO "log_entry" VALUES(20261114000000001,5,94,1794775994951397,'督办系统','SYSTEM','NUDGE','超过签收时限还没有签收','ASSIGNED','ASSIGNED','东湖区住房和城乡建设局','{}','3031276d2dcca9300ac1032770408402c9ec9eec90c6054461e761222017ab55');
INSERT INTO "log_entry" VALUES(20261114000000001,6,96,1794777998926406,'王科长','DEPARTMENT','ACCEPT','','ASSIGNED','IN_PROGRESS','东湖区住房和城乡建设局','{}','e3c97d9eef0100e719407d53344a8c39602c77665f427896588c9496ef3490f8');
INSERT INTO "log_entry" VALUES(20261114000000001,7,98,1794809841736126,'督办系统','SYSTEM','NUDGE','到时间没有反馈进展','IN_PROGRESS','IN_PROGRESS','东湖区住房和城乡建设局','{}','c161143d7547f8b7b344642f852480dcb2df65de85f57a9e63798b0b5fe993c6');
INSERT INTO "log_entry" VALUES(20261114000000001,8,108,1794897396981329,'督办系统','SYSTEM','NUDGE','到时间没有反馈进展','IN_PROGRESS','IN_PROGRESS','东湖区住房和城乡建设局','{}','89a96bc66def3bf4dd0e8513076f53f5846803634a97335066803733ce808ad5');
INSERT INTO "log_entry" VALUES(20261114000000001,9,119,1794986063912337,'督办系统','SYSTEM','NUDGE','到时间没有反馈进展','IN_PROGRESS','IN_PROGRESS','东湖区住房和城乡建设局','{}','dd5a393c2d136f2a8ce5aa01a4e3b0af08eb3611d8e6cdfcdf1b15daa9fbe7da');
INSERT INTO "log_entry" VALUES(20261114000000001,10,136,1795075872848776,'督办系统','SYSTEM','NUDGE','到时间没有反馈进展','IN_PROGRESS','IN_PROGRESS','东湖区住房和城乡建设局','{}','170d2fbf95e486015ee300d7c708c8c6a368d6f6bdbb199b19fe07618a9fd5fd');
INSERT INTO "log_entry" VALUES(20261114000000001,11,146,1795162752848205,'督办系统','SYSTEM','NUDGE','到时间没有反馈进展','IN_PROGRESS','IN_PROGRESS','东湖区住房和城乡建设局','{}','c4a53b2d5188a0e6995d0be0404a7e7446b61922b474242e6c16a57a23796398');
INSERT INTO "log_entry" VALUES(20261114000000001,12,154,1795250057802765,'督办系统','SYSTEM','NUDGE','到时间没有反馈进展','IN_PROGRESS','IN_PROGRESS','东湖区住房和城乡建设局','{}','af3f950104fefbc3a650098835caceac66b24ff7de23d381371682943170231d');
INSERT INTO "log_entry" VALUES(20261114000000001,13,156,1795285996970041,'王科长','DEPARTMENT','REPLY','协办单位意见已电话沟通','IN_PROGRESS','REPLIED','东湖区住房和城乡建设局','{"reply":"已到现场处理,问题已解决","gathered":""}','32828c51c9992aee206a59ba51dcc61808c577ffaf675bb5732802b94d3cc5a6');
INSERT INTO "log_entry" VALUES(20261114000000001,14,159,1795346068138696,'李值班','DESK','ACCEPT_REPLY','','REPLIED','RESOLVED','','{}','93f271c0421987fa268c3196984adf1e0f960a4135be0a7879b9a1601e88bce8');
INSERT INTO "log_entry" VALUES(20261114000000001,15,162,1795387884167039,'李值班','DESK','ANSWER_CALLER','您反映的事已经办好','RESOLVED','ANSWERED','','{"means":"电话","policy":"","supported":"是","given":"是"}','8318bfd5253fb8a5a03e20720c44831f4d2ff05cded143d1b08cb234f1555628');
INSERT INTO "log_entry" VALUES(20261114000000001,16,177,1795529920245424,'李值班','DESK','RECORD_SATISFACTION','','ANSWERED','ANSWERED','','{"responded":"是","resolved":"是","satisfied":"是"}','faba7bd9ef5ff6211146e92820e1f6bc9171b072066bdb21abb7df86d0857ef1');
INSERT INTO "log_entry" VALUES(20261114000000001,17,195,1795689872589788,'督办系统','SYSTEM','CLOSE','已答复,没有新的情况','ANSWERED','CLOSED','','{}','77c72173c1e8b6a4e670f7ef12accc87bd8350714c3c8b99774824053b571376');
INSERT INTO "log_entry" VALUES(20261115000000001,1,80,1794712320000000,'0705','OPERATOR','REGISTER','','','REGISTERED','','{}','01e01932b3cd89642e49903638a48d652881e9efa4d0e0ef25f0d162e7595c14');
INSERT INTO "log_entry" VALUES(20261115000000001,2,81,1794712320000000,'规则库','RULE_BOOK','ASSIGN','需要部门办理,交一个部门限期回复','REGISTERED','ASSIGNED','青山区生态环境分局','{"cohandlers":""}','ef75cdd6f0058744ae7a9832eeb76ebe1e19a8b71e0344c8595bc1f58bb953de');
INSERT INTO "log_entry" VALUES(20261115000000001,3,82,1794715133617314,'王科长','DEPARTMENT','ACCEPT','','ASSIGNED','IN_PROGRESS','青山区生态环境分局','{}','30d984e215d3b1f6ee8919835b41f1d2091de850e47e3766486aa541420bcda8');
INSERT INTO "log_entry" VALUES(20261115000000001,4,132,1795054053114148,'王科长','DEPARTMENT','REPLY','协办单位意见已电话沟通','IN_PROGRESS','REPLIED','青山区生态环境分局','{"reply":"已阅","gathered":""}','42e1751f2a85137650bd8225ae48509a52ed060e385b0f8a65fb5afbca24dbf0');
INSERT INTO "log_entry" VALUES(20261115000000001,5,143,1795104037014683,'李值班','DESK','RETURN_FOR_REWORK','请写明处理结果,附现场照片','REPLIED','REWORKING','青山区生态环境分局','{"limit":"2026-11-25T10:00:00+00:00"}','b49480b967ff9351b9322f2940771e8693202090e7db951fdfd0fac9813b3c48');
INSERT INTO "log_entry" VALUES(20261115000000001,6,152,1795227596971037,'王科长','DEPARTMENT','REPLY','协办单位意见已电话沟通','REWORKING','REPLIED','青山区生态环境分局','{"reply":"已到现场处理,问题已解决","gathered":""}','2c2aa3bdd7fc3870f9e1b8c7c1f2d8625787cdb423bbad1724f4bf1f98674c67');
INSERT INTO "log_entry" VALUES(20261115000000001,7,157,1795286285947604,'李值班','DESK','ACCEPT_REPLY','','REPLIED','RESOLVED','','{}','1992cbb39cf8e23bc69887b45a46fbaf1437db644afe162e6e0d053992f35430');
INSERT INTO "log_entry" VALUES(20261115000000001,8,158,1795302969977686,'李值班','DESK','ANSWER_CALLER','您反映的事已经办好','RESOLVED','ANSWERED','','{"means":"电话","policy":"","supported":"是","given":"是"}','4591e98339b50f4362168ddaefde9aae01a73f9617ae482c81afeff4eb08121e');
INSERT INTO "log_entry" VALUES(20261115000000001,9,165,1795404015674194,'李值班','DESK','RECORD_SATISFACTION','','ANSWERED','ANSWERED','','{"responded":"是","resolved":"是","satisfied":"是"}','c3a04f63031348266002221d5819c6d3c32088e45bf7b2c1f4ddd5b2196ebc48');
INSERT INTO "log_entry" VALUES(20261115000000001,10,188,1795603785406585,'督办系统','SYSTEM','CLOSE','已答复,没有新的情况','ANSWERED','CLOSED','','{}','cb80c2bbfb7ba8f1da266f5a68020a684b8c28cb75036139274b930ff4cbf8cd');
INSERT INTO "log_entry" VALUES(20261115000000002,1,84,1794732780000000,'0701','OPERATOR','REGISTER','','','REGISTERED','','{}','8945e906f190740c042cc514828639a3dc7000037ae6e2f834d57a9b29c432c6');
INSERT INTO "log_entry" VALUES(20261115000000002,2,85,1794732780000000,'规则库','RULE_BOOK','ANSWER_DIRECTLY','咨询的事项有现行政策,话务员当场答复','REGISTERED','ANSWERED','','{"answer":"缴费满一年、非本人意愿中断就业并办理失业登记的,可以在网上大厅或人社窗口申领失业保险金,凭身份证即可。","policy":"ZC-SY-01"}','89cd7f9593280dbf962d871da63538c9cf33b23c40c2abfc7c44b4fd1ce1a0fe');
INSERT INTO "log_entry" VALUES(20261115000000002,3,127,1794996970021385,'督办系统','SYSTEM','CLOSE','已答复,没有新的情况','ANSWERED','CLOSED','','{}','a1b8a75b76b94891eb4cb2e8d04f858b86cd6a0dadf92ada9b3e9e7bdeb0f987');
INSERT INTO "log_entry" VALUES(20261115000000002,4,212,1796206639697047,'督办系统','SYSTEM','ARCHIVE','办结后到了归档的时候','CLOSED','ARCHIVED','','{}','8ae349cb21f438c967ef5786e2af732b546bb37481cea43df958f4db5171eb35');
INSERT INTO "log_entry" VALUES(20261115000000003,1,88,1794750900000000,'0703','OPERATOR','REGISTER','','','REGISTERED','','{}','ab47e940287801ec4cb479ece52884f5e1008c5c14aff160f1a338435ed64391');
INSERT INTO "log_entry" VALUES(20261115000000003,2,89,1794750900000000,'规则库','RULE_BOOK','REFER','事项明显归一个部门管,告知来电人并跟踪到有结果','REGISTERED','REFERRED','卫生健康委员会','{}','3725ad2bc5747cbadf9cc15689695119327c461f5b5ddda2a9e7a64df9a86223');
INSERT INTO "log_entry" VALUES(20261115000000003,3,128,1794996970021385,'督办系统','SYSTEM','REMIND_DESK','归口的事项要跟踪到有结果','REFERRED','REFERRED','','{}','ecd1d485a04e6bf9eb9f6d72bdf5dc1227a00452a7aba981d789c50d21a07347');
INSERT INTO "log_entry" VALUES(20261115000000003,4,164,1795400259495907,'李值班','DESK','RECORD_RESULT','部门已为来电人办好','REFERRED','RESOLVED','','{}','b26e492e3b79ebc6e197db1fe14cfd24fdcface8ca66483b3a9483082d086f0d');
INSERT INTO "log_entry" VALUES(20261115000000003,5,171,1795469734322867,'李值班','DESK','ANSWER_CALLER','您反映的事已经办好','RESOLVED','ANSWERED','','{"means":"电话","policy":"","supported":"是","given":"是"}','cb6fc21b9d076b8354c24dd496be2fd014cc5e87d8344f801e259ba0af99a038');
INSERT INTO "log_entry" VALUES(20261115000000003,6,178,1795539134247758,'李值班','DESK','RECORD_SATISFACTION','','ANSWERED','ANSWERED','','{"responded":"是","resolved":"是","satisfied":"是"}','7ec5c1e5b628ab34300f60d317839ba276e04a997f8576f9735ff10f21ea1f78');
INSERT INTO "log_entry" VALUES(20261115000000003,7,201,1795775132607692,'督办系统','SYSTEM','CLOSE','已答复,没有新的情况','ANSWERED','CLOSED','','{}','82bf67fe64239c4818d60a8fead59eb2947c37bfc4dd175b2aa8140178613822');
INSERT INTO "log_entry" VALUES(20261117000000001,1,105,1794880680000000,'0705','OPERATOR','REGISTER','','','REGISTERED','','{}','2b8c9c9b5baa4c59db7d337f6abf82af530ed027478ebf06436084c97709f1dd');
INSERT INTO "log_entry" VALUES(20261117000000001,2,106,1794880680000000,'规则库','RULE_BOOK','ASSIGN','需要部门办理,交一个部门限期回复','REGISTERED','ASSIGNED','青山区生态环境分局','{"cohandlers":""}','f403b2a19ef5d6e19495a8d7ab765c4ac41344044e1ce600b9723d57e85da069');
INSERT INTO "log_entry" VALUES(20261117000000001,3,107,1794893796981329,'王科长','DEPARTMENT','ACCEPT','','ASSIGNED','IN_PROGRESS','青山区生态环境分局','{}','bec928deb405cb67a19aedc790c71ab54c7ba0e48097d725c5ab89f176006b23');
INSERT INTO "log_entry" VALUES(20261117000000001,4,173,1795482848677580,'督办系统','SYSTEM','NUDGE','快到期了','IN_PROGRESS','IN_PROGRESS','青山区生态环境分局','{}','36ff58ecee9ed2c9385660cd3738b69d16433edb8dcd20b8a7779e4bf662617e');
INSERT INTO "log_entry" VALUES(20261117000000001,5,180,1795565141061028,'王科长','DEPARTMENT','REPLY','协办单位意见已电话沟通','IN_PROGRESS','REPLIED','青山区生态环境分局','{"reply":"已到现场处理,问题已解决","gathered":""}','ffd926cd52a4345406f80891a277ec6ac3329adfa6c6fe26fb1b2c9c064daa79');
INSERT INTO "log_entry" VALUES(20261117000000001,6,182,1795574892801247,'李值班','DESK','ACCEPT_REPLY','','REPLIED','RESOLVED','','{}','4a0bbe69057709e5c4e8b6d3a7a4a4704d94928776ed649bafbc9cff14ea7707');
INSERT INTO "log_entry" VALUES(20261117000000001,7,192,1795646130438884,'李值班','DESK','ANSWER_CALLER','您反映的事已经办好','RESOLVED','ANSWERED','','{"means":"电话","policy":"","supported":"是","given":"是"}','c321a15deb8eddece3f31af86ce47aebc8260ca21f05594d894d22c9d1085467');
INSERT INTO "log_entry" VALUES(20261117000000001,8,199,1795757132607692,'李值班','DESK','RECORD_SATISFACTION','','ANSWERED','ANSWERED','','{"responded":"是","resolved":"否","satisfied":"是"}','43ff70314388754b8b9758f6acc7bee49a56c9267b95c627e36332843d04697f');
INSERT INTO "log_entry" VALUES(20261117000000001,9,206,1796120239697047,'督办系统','SYSTEM','CLOSE','已答复,没有新的情况','ANSWERED','CLOSED','','{}','6baeff566f93e47a8f0303c886a4735bf8d5164a29fc66ced78195d596759a06');
INSERT INTO "log_entry" VALUES(20261117000000002,1,110,1794912600000000,'0704','OPERATOR','REGISTER','','','REGISTERED','','{}','c304e9737d026e4fcfaa9a2f7ecf042c5f59f232dedb77ea92cd62889d2ec539');
INSERT INTO "log_entry" VALUES(20261117000000002,2,111,1794912600000000,'规则库','RULE_BOOK','REFER','事项明显归一个部门管,告知来电人并跟踪到有结果','REGISTERED','REFERRED','交警支队','{}','d6febd650c9d48c66219e521b2509100851c9d5376be8100042a313da9acc9a4');
INSERT INTO "log_entry" VALUES(20261117000000002,3,148,1795169952848205,'督办系统','SYSTEM','REMIND_DESK','归口的事项要跟踪到有结果','REFERRED','REFERRED','','{}','9ca690e2721bbfaa8d4b13074ec4563135f1f6014d56dbcc243b1df175a971d9');
INSERT INTO "log_entry" VALUES(20261117000000002,4,160,1795372662668124,'李值班','DESK','RECORD_RESULT','部门已为来电人办好','REFERRED','RESOLVED','','{}','947d40af004937dd200ebf95b176f7a4e5c1e9eb09c231acef5e7e42bda18269');
INSERT INTO "log_entry" VALUES(20261117000000002,5,161,1795381592620418,'李值班','DESK','ANSWER_CALLER','您反映的事已经办好','RESOLVED','ANSWERED','','{"means":"电话","policy":"","supported":"是","given":"是"}','4cf7c819deca218f0d7667c139a99e048b439a2489ee11e4f36c172718050cf7');
INSERT INTO "log_entry" VALUES(20261117000000002,6,175,1795482848677580,'李值班','DESK','RECORD_SATISFACTION','','ANSWERED','ANSWERED','','{"responded":"是","resolved":"是","satisfied":"是"}','b6fa5341ebe39edaca6324841b98ae8def6b6e8c3eab656d983680652ff4147a');
INSERT INTO "log_entry" VALUES(20261117000000002,7,196,1795689872589788,'督办系统','SYSTEM','CLOSE','已答复,没有新的情况','ANSWERED','CLOSED','','{}','d6fba941b4a89871bea6a764c8dd1249e3a1e9dfd42eec5d2aee7e71d843c5a4');
INSERT INTO "log_entry" VALUES(20261118000000001,1,116,1794969060000000,'0705','OPERATOR','REGISTER','','','REGISTERED','','{}','85b72e4f1ed5866284c0d7bd739477540f7ab8b13d4f73534e4f04074ec9357b');
INSERT INTO "log_entry" VALUES(20261118000000001,2,117,1794969060000000,'规则库','RULE_BOOK','ASSIGN','需要部门办理,交一个部门限期回复','REGISTERED','ASSIGNED','邮政管理局','{"cohandlers":""}','fe255f36af3fb27de8e64215006ce5cd70e52b6ed6d1a553809d7cc963955701');
INSERT INTO "log_entry" VALUES(20261118000000001,3,120,1794987269316753,'王科长','DEPARTMENT','SEND_BACK','不属本单位职责','ASSIGNED','REGISTERED','邮政管理局','{}','7faa7443663795e461af1594c47c589cf5c1ed0d20ca6297af66294104d812b5');
INSERT INTO "log_entry" VALUES(20261118000000001,4,121,1794989461664968,'督办系统','SYSTEM','REMIND_DESK','等值班室研判','REGISTERED','REGISTERED','','{}','65d51762bab20b6cdbd3eed160dc0f141466031e355b7a2f70dc0cdc3ac2dd88');
INSERT INTO "log_entry" VALUES(20261118000000001,5,123,1794989770021385,'李值班','DESK','ASSIGN','值班室研判','REGISTERED','ASSIGNED','民政局','{"cohandlers":""}','09391aaaa067c7cc1309f364ac28dbe91bf3a60e6da2676d6779cbba6054419c');
INSERT INTO "log_entry" VALUES(20261118000000001,6,129,1794998874178520,'王科长','DEPARTMENT','ACCEPT','','ASSIGNED','IN_PROGRESS','民政局','{}','dd3069cefbca2d2bd3efc13e236823fccc259f6c7be69922f893818ca726b773');
INSERT INTO "log_entry" VALUES(20261118000000001,7,163,1795398163353855,'王科长','DEPARTMENT','REPLY','协办单位意见已电话沟通','IN_PROGRESS','REPLIED','民政局','{"reply":"已到现场处理,问题已解决","gathered":""}','29353779f7ff3faf52aae2d4970c43865608a88a93668ce9f1e39ffa2edd0825');
INSERT INTO "log_entry" VALUES(20261118000000001,8,166,1795407721557892,'李值班','DESK','ACCEPT_REPLY','','REPLIED','RESOLVED','','{}','0f523240ec1ca01724e7b0bf5684245b464f0ada59243ddc63fe91ac836c4de7');
INSERT INTO "log_entry" VALUES(20261118000000001,9,167,1795422949964547,'李值班','DESK','ANSWER_CALLER','您反映的事已经办好','RESOLVED','ANSWERED','','{"means":"电话","policy":"","supported":"是","given":"是"}','011914a9c7dbab8f917949535e4e745ad4e65ec6e607d011e26ba526b5769429');
INSERT INTO "log_entry" VALUES(20261118000000001,10,179,1795560596455738,'李值班','DESK','RECORD_SATISFACTION','','ANSWERED','ANSWERED','','{"responded":"是","resolved":"是","satisfied":"是"}','ecfeef39a637cfdac3d835f3c57c6143871ce12d99421cc4682eb1e86e42d958');
INSERT INTO "log_entry" VALUES(20261118000000001,11,197,1795689872589788,'督办系统','SYSTEM','CLOSE','已答复,没有新的情况','ANSWERED','CLOSED','','{}','17ad947535f6af84e023a707098851bf30eb639adf2bd0983bc83a8e4aa1ddbf');
INSERT INTO "log_entry" VALUES(20261118000000002,1,130,1795009860000000,'0702','OPERATOR','REGISTER','','','REGISTERED','','{}','e10a2219c8d14255e700a805a8b22f6cfb022b0d0df543c62c0346f2d87e5f5e');
INSERT INTO "log_entry" VALUES(20261118000000002,2,131,1795009860000000,'规则库','RULE_BOOK','ANSWER_DIRECTLY','咨询的事项有现行政策,话务员当场答复','REGISTERED','ANSWERED','','{"answer":"连续足额缴存满三个月、本人及配偶在本市没有自有住房的,可以每年提取一次公积金付房租,凭身份证在网上或任一公积金网点办理,三个工作日到账。","policy":"ZC-GJJ-01"}','51a02b1e7315f32c3f886aaaa695204a08e9921f75b81612f18b19a51229d842');
INSERT INTO "log_entry" VALUES(20261118000000002,3,169,1795430149964547,'督办系统','SYSTEM','CLOSE','已答复,没有新的情况','ANSWERED','CLOSED','','{}','c0d8beab027fb1972d55d8d0ca9cdf42d1d03d99898e55d4aef30a79958168c0');
INSERT INTO "log_entry" VALUES(20261119000000001,1,133,1795054320000000,'0704','OPERATOR','REGISTER','','','REGISTERED','','{}','b92249fc0dd4c991b392421a5f2de7eadb2bf6383720484bc253c7a001cdda15');
INSERT INTO "log_entry" VALUES(20261119000000001,2,134,1795054320000000,'规则库','RULE_BOOK','ASSIGN','需要部门办理,交一个部门限期回复','REGISTERED','ASSIGNED','邮政管理局','{"cohandlers":""}','85f563e1b3a7ae235978e075dfbbb1051cb9ecf4c877e048d0efc95d4f810a73');
INSERT INTO "log_entry" VALUES(20261119000000001,3,135,1795068672848776,'王科长','DEPARTMENT','ACCEPT','','ASSIGNED','IN_PROGRESS','邮政管理局','{}','34a1c08bfadfdaed8a8d58f9885c436255300ab1a1c28d80347e33ad3593a63e');
INSERT INTO "log_entry" VALUES(20261119000000001,4,174,1795482848677580,'督办系统','SYSTEM','NUDGE','快到期了','IN_PROGRESS','IN_PROGRESS','邮政管理局','{}','6f19ba98b972b79b025c26a2834d536e345e6425499a67c25ad1ba244a4d8ae6');
INSERT INTO "log_entry" VALUES(20261119000000001,5,181,1795568741061028,'督办系统','SYSTEM','REMIND','明天到期','IN_PROGRESS','IN_PROGRESS','邮政管理局','{}','398ca46d0845ee7addd243b49d0c80a04072aca0338e4cb2764d8c75e44e9ecb');
INSERT INTO "log_entry" VALUES(20261119000000001,6,183,1795589385406585,'王科长','DEPARTMENT','REPLY','协办单位意见已电话沟通','IN_PROGRESS','REPLIED','邮政管理局','{"reply":"已到现场处理,问题已解决","gathered":""}','ee02cff98b69162fec88bf3af379a41969362a343e2450dc9c01898c5816ae11');
INSERT INTO "log_entry" VALUES(20261119000000001,7,189,1795609503661807,'李值班','DESK','ACCEPT_REPLY','','REPLIED','RESOLVED','','{}','f98c4fa3bbcd2d29f5923259617e23a2117390df3c1cc15dfa423985defcfc7c');
INSERT INTO "log_entry" VALUES(20261119000000001,8,193,1795664111232050,'李值班','DESK','ANSWER_CALLER','您反映的事已经办好','RESOLVED','ANSWERED','','{"means":"电话","policy":"","supported":"是","given":"是"}','c0d87aefe7b41bbdfbc66bbf264af239d5123f9378f68f01eb7bfa308dd581bb');
INSERT INTO "log_entry" VALUES(20261119000000001,9,203,1795775472371907,'李值班','DESK','RECORD_SATISFACTION','','ANSWERED','ANSWERED','','{"responded":"是","resolved":"否","satisfied":"是"}','99b343926f5dd8b55dba0355c5103ea6804f5d10166fd4aa905b7eb59f94c960');
INSERT INTO "log_entry" VALUES(20261119000000001,10,207,1796120239697047,'督办系统','SYSTEM','CLOSE','已答复,没有新的情况','ANSWERED','CLOSED','','{}','031a345a784f8140c0d78a0f23f3e424bdd5daab055ca7437e01dd0c919753de');
INSERT INTO "log_entry" VALUES(20261119000000002,1,139,1795083360000000,'0702','OPERATOR','REGISTER','','','REGISTERED','','{}','5fa1ca15fac3c651cd573d067263b9b83891ef165aff0df9308a8d47c058e2d9');
INSERT INTO "log_entry" VALUES(20261119000000002,2,140,1795083360000000,'规则库','RULE_BOOK','ASSIGN','涉及两个以上部门,明确一个牵头、其余协办','REGISTERED','ASSIGNED','南浦区生态环境分局','{"cohandlers":"公安局"}','01e2311fadbcbc1bb3cde487bc493e23558df17d86e63877d83160cc428a69a9');
INSERT INTO "log_entry" VALUES(20261119000000002,3,141,1795095155896060,'王科长','DEPARTMENT','ACCEPT','','ASSIGNED','IN_PROGRESS','南浦区生态环境分局','{}','e301ecdb8949331113cf10497de102840cd1902515c4a218a9c5e1227189a80e');
INSERT INTO "log_entry" VALUES(20261119000000002,4,142,1795100238609848,'王科长','DEPARTMENT','SEND_BACK_AS_COHANDLER','不属本单位职责','IN_PROGRESS','IN_PROGRESS','公安局','{}','a422231f489b947414c8872115ad492feb8bd5a88a6d804fd139e0d7e95e91e6');
INSERT INTO "log_entry" VALUES(20261119000000002,5,170,1795469406904116,'王科长','DEPARTMENT','REPLY','协办单位意见已电话沟通','IN_PROGRESS','REPLIED','南浦区生态环境分局','{"reply":"已到现场处理,问题已解决","gathered":""}','f8fe69ae3e7e4f9af7766c3f98dbef1d9d977440552f35b84f16f71ca43a9c77');
INSERT INTO "log_entry" VALUES(20261119000000002,6,172,1795478083215019,'李值班','DESK','ACCEPT_REPLY','','REPLIED','RESOLVED','','{}','50e2b5b24d380fe01612f4072e296d37662f76347241c145f5135070c4357d66');
INSERT INTO "log_entry" VALUES(20261119000000002,7,176,1795527204001664,'李值班','DESK','ANSWER_CALLER','您反映的事已经办好','RESOLVED','ANSWERED','','{"means":"电话","policy":"","supported":"是","given":"是"}','bf582e1dc79aadc64a015cb428295cd19b4012865e0c05cfdc4998d16b69b82e');
INSERT INTO "log_entry" VALUES(20261119000000002,8,191,1795621170561389,'李值班','DESK','RECORD_SATISFACTION','','ANSWERED','ANSWERED','','{"responded":"是","resolved":"是","satisfied":"是"}','9dad51d6a20647e2982e57de0f190a4c30f916f3e996fda637dcf23ae5bb9cf2');
INSERT INTO "log_entry" VALUES(20261119000000002,9,202,1795775132607692,'督办系统','SYSTEM','CLOSE','已答复,没有新的情况','ANSWERED','CLOSED','','{}','208690d40ecefec1b2d2235e08438d8f9f46acc268eeaaad6d42f0f745a9e98c');
INSERT INTO "log_entry" VALUES(20261121000000001,1,150,1795223880000000,'0701','OPERATOR','REGISTER','','','REGISTERED','','{}','9fe7a7e7c30876eef8f75cd6945a08d73df254ed59b1fd34eb54594c2f810b74');
INSERT INTO "log_entry" VALUES(20261121000000001,2,151,1795223880000000,'规则库','RULE_BOOK','ASSIGN','需要部门办理,交一个部门限期回复','REGISTERED','ASSIGNED','人力资源和社会保障局','{"cohandlers":""}','6f22d887cf6df2d79a8505f3a9dce5260f19c6d0d7c8a503fc6057efcbc7c43d');
INSERT INTO "log_entry" VALUES(20261121000000001,3,153,1795228457802765,'王科长','DEPARTMENT','ACCEPT','','ASSIGNED','IN_PROGRESS','人力资源和社会保障局','{}','326b92893d54b27328b43bd403d849277bd47380c9912067140948e4874d2579');
INSERT INTO "log_entry" VALUES(20261121000000001,4,190,1795613949028363,'王科长','DEPARTMENT','REPLY','协办单位意见已电话沟通','IN_PROGRESS','REPLIED','人力资源和社会保障局','{"reply":"已到现场处理,问题已解决","gathered":""}','1543f6e9c0cea3eacd0823046ffefb5fd1e8d7df2a803a4038f0b001ba846d17');
INSERT INTO "log_entry" VALUES(20261121000000001,5,194,1795675472589788,'李值班','DESK','ACCEPT_REPLY','','REPLIED','RESOLVED','','{}','38c8d73d661383f2061ce863f38a2e9575d2152be7da05c5db9b969f9491303a');
INSERT INTO "log_entry" VALUES(20261121000000001,6,198,1795704854442450,'李值班','DESK','ANSWER_CALLER','您反映的事已经办好','RESOLVED','ANSWERED','','{"means":"电话","policy":"","supported":"是","given":"是"}','8888766f4b55bdd229782729a722f1766f446df21bdf99099607d5df073a76b3');
INSERT INTO "log_entry" VALUES(20261121000000001,7,204,1795792639697047,'李值班','DESK','RECORD_SATISFACTION','','ANSWERED','ANSWERED','','{"responded":"是","resolved":"是","satisfied":"是"}','05daf5194b199ba21f7c8c18a3b2c9e3fd724a7b6c21450e70c737a272be1f84');
INSERT INTO "log_entry" VALUES(20261121000000001,8,208,1796120239697047,'督办系统','SYSTEM','CLOSE','已答复,没有新的情况','ANSWERED','CLOSED','','{}','02f4595de0b73f360f9749eaa33245630fff691f3b598c6c770740f59085bcc0');
INSERT INTO "log_entry" VALUES(20261203000000001,1,213,1796260680000000,'0712','OPERATOR','REGISTER','','','REGISTERED','','{}','18662698f2591b53fe018727611226bf586dd776a9121d047b09c5810751de40');
INSERT INTO "log_entry" VALUES(20261203000000001,2,214,1796260680000000,'规则库','RULE_BOOK','ASSIGN','需要部门办理,交一个部门限期回复','REGISTERED','ASSIGNED','交通运输局','{"cohandlers":""}','d53430aaf88131d03d181121e7faddcf3f9b3d0e5a01a0cb37c6dc0a90ee2ba6');
INSERT INTO "log_entry" VALUES(20261203000000001,3,218,1796260680000000,'李值班','DESK','JOIN','同一件事','ASSIGNED','ASSIGNED','','{"joined":"20261203-000002"}','372c417ef65d78e8ac4b5df6d9f7bcdff047bb55e60598433c324331a63f6228');
INSERT INTO "log_entry" VALUES(20261203000000001,4,219,1796292300000000,'李值班@测试','DESK','REPORT_TO_LEADER','涉及面广','ASSIGNED','AWAITING_INSTRUCTION','','{"question":"由谁牵头"}','9b3f1e298264a024761abae1174b99845c2446f6c5eccc9f744226d7d73efd62');
INSERT INTO "log_entry" VALUES(20261203000000002,1,215,1796260680000000,'0712','OPERATOR','REGISTER','','','REGISTERED','','{}','0815b56f33b2bed2e46899aa1f582b9ab8f61f87eadbdcd8d52f05f24e57d2c4');
INSERT INTO "log_entry" VALUES(20261203000000002,2,216,1796260680000000,'规则库','RULE_BOOK','ASSIGN','需要部门办理,交一个部门限期回复','REGISTERED','ASSIGNED','交通运输局','{"cohandlers":""}','03887ae96a3553b8c972c2375f3209a52034cb4ddae0d33b1f96d3a8bf866130');
INSERT INTO "log_entry" VALUES(20261203000000002,3,217,1796260680000000,'李值班','DESK','JOIN_INTO','同一件事','ASSIGNED','CLOSED','','{"joined":"20261203-000001"}','c0f78a74c83503e7bcd0c80aae6554d8940f41d2d91ea31cbdc1af06b6e67bda');
CREATE TABLE open_location (
  case_id INTEGER PRIMARY KEY,
  cell BIGINT NOT NULL,
  latitude INTEGER NOT NULL,
  longitude INTEGER NOT NULL,
  matter TEXT NOT NULL
);
CREATE TABLE overview (
  day INTEGER NOT NULL,
  format TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (day, format)
);
CREATE TABLE place (
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  kind TEXT NOT NULL,
  latitude INTEGER,
  longitude INTEGER,
  aliases TEXT NOT NULL,
  source TEXT NOT NULL,
  imported BIGINT NOT NULL,
  PRIMARY KEY (name, unit)
) WITHOUT ROWID;
CREATE TABLE place_dismissed (
  name TEXT NOT NULL,
  district TEXT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (name, district)
) WITHOUT ROWID;
CREATE TABLE place_sighting (
  name TEXT NOT NULL,
  district TEXT NOT NULL,
  case_id BIGINT NOT NULL,
  PRIMARY KEY (name, district, case_id)
) WITHOUT ROWID;
CREATE TABLE reader (
  version TEXT NOT NULL PRIMARY KEY,
  origin TEXT NOT NULL,
  kept_at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  sources TEXT NOT NULL,
  measures TEXT NOT NULL,
  content TEXT NOT NULL
);
CREATE TABLE reader_proposal (
  id INTEGER PRIMARY KEY,
  version TEXT NOT NULL,
  reader_version TEXT NOT NULL,
  book_version TEXT NOT NULL,
  losses TEXT NOT NULL,
  state TEXT NOT NULL,
  proposed_at BIGINT NOT NULL,
  proposed_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  ended_at BIGINT,
  ended_by TEXT NOT NULL,
  ended_because TEXT NOT NULL
);
CREATE TABLE reader_publication (
  id INTEGER PRIMARY KEY,
  version TEXT NOT NULL,
  kind TEXT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  consented_by TEXT NOT NULL
);
CREATE TABLE reader_shadow (
  id INTEGER PRIMARY KEY,
  version TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  active BOOLEAN NOT NULL,
  compared INTEGER NOT NULL,
  differing INTEGER NOT NULL
);
CREATE TABLE reader_shadow_difference (
  id INTEGER PRIMARY KEY,
  shadow_id BIGINT NOT NULL,
  case_number TEXT NOT NULL,
  published TEXT NOT NULL,
  draft TEXT NOT NULL
);
CREATE TABLE "rule_book" ("version" VARCHAR(255) NOT NULL PRIMARY KEY, "files" TEXT NOT NULL, "tests" TEXT NOT NULL);
CREATE TABLE "rule_book_publication" ("id" INTEGER NOT NULL PRIMARY KEY, "version" VARCHAR(255) NOT NULL, "kind" VARCHAR(255) NOT NULL, "at" INTEGER NOT NULL, "actor" VARCHAR(255) NOT NULL, "reason" TEXT NOT NULL, "consented_by" VARCHAR(255) NOT NULL);
CREATE TABLE "rule_book_shadow" ("id" INTEGER NOT NULL PRIMARY KEY, "version" VARCHAR(255) NOT NULL, "started_at" INTEGER NOT NULL, "actor" VARCHAR(255) NOT NULL, "active" INTEGER NOT NULL, "compared" INTEGER NOT NULL, "differing" INTEGER NOT NULL);
CREATE TABLE "rule_book_shadow_difference" ("id" INTEGER NOT NULL PRIMARY KEY, "shadow_id" INTEGER NOT NULL, "case_number" VARCHAR(255) NOT NULL, "published" VARCHAR(255) NOT NULL, "draft" VARCHAR(255) NOT NULL);
CREATE TABLE "schema_version" ("version" INTEGER NOT NULL PRIMARY KEY);
INSERT INTO "schema_version" VALUES(13);
CREATE TABLE unit (code TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL);
INSERT INTO "unit" VALUES('U00001',0,'本市','{"code": "U00001", "name": "本市", "kind": "市"}');
INSERT INTO "unit" VALUES('U00002',1,'东湖区','{"code": "U00002", "name": "东湖区", "kind": "区县", "parent": "U00001", "aliases": ["A1区"]}');
INSERT INTO "unit" VALUES('U00003',2,'西岭区','{"code": "U00003", "name": "西岭区", "kind": "区县", "parent": "U00001", "aliases": ["A2区"]}');
INSERT INTO "unit" VALUES('U00004',3,'南浦区','{"code": "U00004", "name": "南浦区", "kind": "区县", "parent": "U00001", "aliases": ["A3区"]}');
INSERT INTO "unit" VALUES('U00005',4,'北辰区','{"code": "U00005", "name": "北辰区", "kind": "区县", "parent": "U00001", "aliases": ["A4区"]}');
INSERT INTO "unit" VALUES('U00006',5,'江岸区','{"code": "U00006", "name": "江岸区", "kind": "区县", "parent": "U00001", "aliases": ["A5区"]}');
INSERT INTO "unit" VALUES('U00007',6,'青山区','{"code": "U00007", "name": "青山区", "kind": "区县", "parent": "U00001", "aliases": ["A6区"]}');
INSERT INTO "unit" VALUES('U00008',7,'云江县','{"code": "U00008", "name": "云江县", "kind": "区县", "parent": "U00001", "aliases": ["A7县"]}');
INSERT INTO "unit" VALUES('U00009',8,'龙泉县','{"code": "U00009", "name": "龙泉县", "kind": "区县", "parent": "U00001", "aliases": ["A8县", "A8市"]}');
INSERT INTO "unit" VALUES('U00010',9,'临江县','{"code": "U00010", "name": "临江县", "kind": "区县", "parent": "U00001", "aliases": ["A9市", "A9县"]}');
INSERT INTO "unit" VALUES('U00011',10,'应急管理局','{"code": "U00011", "name": "应急管理局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010001"}}');
INSERT INTO "unit" VALUES('U00012',11,'消防救援支队','{"code": "U00012", "name": "消防救援支队", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010002"}}');
INSERT INTO "unit" VALUES('U00013',12,'公安局','{"code": "U00013", "name": "公安局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010003"}}');
INSERT INTO "unit" VALUES('U00014',13,'交警支队','{"code": "U00014", "name": "交警支队", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010004"}}');
INSERT INTO "unit" VALUES('U00015',14,'卫生健康委员会','{"code": "U00015", "name": "卫生健康委员会", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010005"}}');
INSERT INTO "unit" VALUES('U00016',15,'医疗保障局','{"code": "U00016", "name": "医疗保障局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010006"}}');
INSERT INTO "unit" VALUES('U00017',16,'住房和城乡建设局','{"code": "U00017", "name": "住房和城乡建设局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010007"}}');
INSERT INTO "unit" VALUES('U00018',17,'自然资源和规划局','{"code": "U00018", "name": "自然资源和规划局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010008"}}');
INSERT INTO "unit" VALUES('U00019',18,'城市管理局','{"code": "U00019", "name": "城市管理局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010009"}}');
INSERT INTO "unit" VALUES('U00020',19,'住房公积金管理中心','{"code": "U00020", "name": "住房公积金管理中心", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010010"}}');
INSERT INTO "unit" VALUES('U00021',20,'生态环境局','{"code": "U00021", "name": "生态环境局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010011"}}');
INSERT INTO "unit" VALUES('U00022',21,'交通运输局','{"code": "U00022", "name": "交通运输局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010012"}}');
INSERT INTO "unit" VALUES('U00023',22,'轨道交通集团','{"code": "U00023", "name": "轨道交通集团", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010013"}}');
INSERT INTO "unit" VALUES('U00024',23,'公共交通集团','{"code": "U00024", "name": "公共交通集团", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010014"}}');
INSERT INTO "unit" VALUES('U00025',24,'邮政管理局','{"code": "U00025", "name": "邮政管理局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010015"}}');
INSERT INTO "unit" VALUES('U00026',25,'教育局','{"code": "U00026", "name": "教育局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010016"}}');
INSERT INTO "unit" VALUES('U00027',26,'文化旅游局','{"code": "U00027", "name": "文化旅游局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010017"}}');
INSERT INTO "unit" VALUES('U00028',27,'体育局','{"code": "U00028", "name": "体育局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010018"}}');
INSERT INTO "unit" VALUES('U00029',28,'人力资源和社会保障局','{"code": "U00029", "name": "人力资源和社会保障局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010019"}}');
INSERT INTO "unit" VALUES('U00030',29,'总工会','{"code": "U00030", "name": "总工会", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010020"}}');
INSERT INTO "unit" VALUES('U00031',30,'市场监督管理局','{"code": "U00031", "name": "市场监督管理局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010021"}}');
INSERT INTO "unit" VALUES('U00032',31,'商务局','{"code": "U00032", "name": "商务局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010022"}}');
INSERT INTO "unit" VALUES('U00033',32,'水务集团','{"code": "U00033", "name": "水务集团", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010023"}}');
INSERT INTO "unit" VALUES('U00034',33,'燃气公司','{"code": "U00034", "name": "燃气公司", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010024"}}');
INSERT INTO "unit" VALUES('U00035',34,'供电公司','{"code": "U00035", "name": "供电公司", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010025"}}');
INSERT INTO "unit" VALUES('U00036',35,'水利局','{"code": "U00036", "name": "水利局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010026"}}');
INSERT INTO "unit" VALUES('U00037',36,'农业农村局','{"code": "U00037", "name": "农业农村局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010027"}}');
INSERT INTO "unit" VALUES('U00038',37,'通信管理局','{"code": "U00038", "name": "通信管理局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010028"}}');
INSERT INTO "unit" VALUES('U00039',38,'金融监管局','{"code": "U00039", "name": "金融监管局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010029"}}');
INSERT INTO "unit" VALUES('U00040',39,'民政局','{"code": "U00040", "name": "民政局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010030"}}');
INSERT INTO "unit" VALUES('U00041',40,'东湖区人民政府','{"code": "U00041", "name": "东湖区人民政府", "kind": "部门", "parent": "U00002", "backs": ["U00002"], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00042',41,'东湖区住房和城乡建设局','{"code": "U00042", "name": "东湖区住房和城乡建设局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00043',42,'东湖区城市管理局','{"code": "U00043", "name": "东湖区城市管理局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00044',43,'东湖区生态环境分局','{"code": "U00044", "name": "东湖区生态环境分局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00045',44,'东湖区教育局','{"code": "U00045", "name": "东湖区教育局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00046',45,'东湖区人力资源和社会保障局','{"code": "U00046", "name": "东湖区人力资源和社会保障局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00047',46,'东湖区市场监督管理局','{"code": "U00047", "name": "东湖区市场监督管理局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00048',47,'东湖区卫生健康局','{"code": "U00048", "name": "东湖区卫生健康局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00049',48,'东湖区交通运输局','{"code": "U00049", "name": "东湖区交通运输局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00050',49,'西岭区人民政府','{"code": "U00050", "name": "西岭区人民政府", "kind": "部门", "parent": "U00003", "backs": ["U00003"], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00051',50,'西岭区住房和城乡建设局','{"code": "U00051", "name": "西岭区住房和城乡建设局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00052',51,'西岭区城市管理局','{"code": "U00052", "name": "西岭区城市管理局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00053',52,'西岭区生态环境分局','{"code": "U00053", "name": "西岭区生态环境分局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00054',53,'西岭区教育局','{"code": "U00054", "name": "西岭区教育局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00055',54,'西岭区人力资源和社会保障局','{"code": "U00055", "name": "西岭区人力资源和社会保障局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00056',55,'西岭区市场监督管理局','{"code": "U00056", "name": "西岭区市场监督管理局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00057',56,'西岭区卫生健康局','{"code": "U00057", "name": "西岭区卫生健康局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00058',57,'西岭区交通运输局','{"code": "U00058", "name": "西岭区交通运输局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00059',58,'南浦区人民政府','{"code": "U00059", "name": "南浦区人民政府", "kind": "部门", "parent": "U00004", "backs": ["U00004"], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00060',59,'南浦区住房和城乡建设局','{"code": "U00060", "name": "南浦区住房和城乡建设局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00061',60,'南浦区城市管理局','{"code": "U00061", "name": "南浦区城市管理局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00062',61,'南浦区生态环境分局','{"code": "U00062", "name": "南浦区生态环境分局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00063',62,'南浦区教育局','{"code": "U00063", "name": "南浦区教育局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00064',63,'南浦区人力资源和社会保障局','{"code": "U00064", "name": "南浦区人力资源和社会保障局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00065',64,'南浦区市场监督管理局','{"code": "U00065", "name": "南浦区市场监督管理局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00066',65,'南浦区卫生健康局','{"code": "U00066", "name": "南浦区卫生健康局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00067',66,'南浦区交通运输局','{"code": "U00067", "name": "南浦区交通运输局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00068',67,'北辰区人民政府','{"code": "U00068", "name": "北辰区人民政府", "kind": "部门", "parent": "U00005", "backs": ["U00005"], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00069',68,'北辰区住房和城乡建设局','{"code": "U00069", "name": "北辰区住房和城乡建设局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00070',69,'北辰区城市管理局','{"code": "U00070", "name": "北辰区城市管理局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00071',70,'北辰区生态环境分局','{"code": "U00071", "name": "北辰区生态环境分局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00072',71,'北辰区教育局','{"code": "U00072", "name": "北辰区教育局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00073',72,'北辰区人力资源和社会保障局','{"code": "U00073", "name": "北辰区人力资源和社会保障局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00074',73,'北辰区市场监督管理局','{"code": "U00074", "name": "北辰区市场监督管理局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00075',74,'北辰区卫生健康局','{"code": "U00075", "name": "北辰区卫生健康局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00076',75,'北辰区交通运输局','{"code": "U00076", "name": "北辰区交通运输局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00077',76,'江岸区人民政府','{"code": "U00077", "name": "江岸区人民政府", "kind": "部门", "parent": "U00006", "backs": ["U00006"], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00078',77,'江岸区住房和城乡建设局','{"code": "U00078", "name": "江岸区住房和城乡建设局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00079',78,'江岸区城市管理局','{"code": "U00079", "name": "江岸区城市管理局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00080',79,'江岸区生态环境分局','{"code": "U00080", "name": "江岸区生态环境分局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00081',80,'江岸区教育局','{"code": "U00081", "name": "江岸区教育局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00082',81,'江岸区人力资源和社会保障局','{"code": "U00082", "name": "江岸区人力资源和社会保障局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00083',82,'江岸区市场监督管理局','{"code": "U00083", "name": "江岸区市场监督管理局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00084',83,'江岸区卫生健康局','{"code": "U00084", "name": "江岸区卫生健康局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00085',84,'江岸区交通运输局','{"code": "U00085", "name": "江岸区交通运输局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00086',85,'青山区人民政府','{"code": "U00086", "name": "青山区人民政府", "kind": "部门", "parent": "U00007", "backs": ["U00007"], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00087',86,'青山区住房和城乡建设局','{"code": "U00087", "name": "青山区住房和城乡建设局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00088',87,'青山区城市管理局','{"code": "U00088", "name": "青山区城市管理局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00089',88,'青山区生态环境分局','{"code": "U00089", "name": "青山区生态环境分局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00090',89,'青山区教育局','{"code": "U00090", "name": "青山区教育局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00091',90,'青山区人力资源和社会保障局','{"code": "U00091", "name": "青山区人力资源和社会保障局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00092',91,'青山区市场监督管理局','{"code": "U00092", "name": "青山区市场监督管理局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00093',92,'青山区卫生健康局','{"code": "U00093", "name": "青山区卫生健康局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00094',93,'青山区交通运输局','{"code": "U00094", "name": "青山区交通运输局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00095',94,'云江县人民政府','{"code": "U00095", "name": "云江县人民政府", "kind": "部门", "parent": "U00008", "backs": ["U00008"], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00096',95,'云江县住房和城乡建设局','{"code": "U00096", "name": "云江县住房和城乡建设局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00097',96,'云江县城市管理局','{"code": "U00097", "name": "云江县城市管理局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00098',97,'云江县生态环境分局','{"code": "U00098", "name": "云江县生态环境分局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00099',98,'云江县教育局','{"code": "U00099", "name": "云江县教育局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00100',99,'云江县人力资源和社会保障局','{"code": "U00100", "name": "云江县人力资源和社会保障局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00101',100,'云江县市场监督管理局','{"code": "U00101", "name": "云江县市场监督管理局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00102',101,'云江县卫生健康局','{"code": "U00102", "name": "云江县卫生健康局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00103',102,'云江县交通运输局','{"code": "U00103", "name": "云江县交通运输局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00104',103,'龙泉县人民政府','{"code": "U00104", "name": "龙泉县人民政府", "kind": "部门", "parent": "U00009", "backs": ["U00009"], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00105',104,'龙泉县住房和城乡建设局','{"code": "U00105", "name": "龙泉县住房和城乡建设局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00106',105,'龙泉县城市管理局','{"code": "U00106", "name": "龙泉县城市管理局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00107',106,'龙泉县生态环境分局','{"code": "U00107", "name": "龙泉县生态环境分局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00108',107,'龙泉县教育局','{"code": "U00108", "name": "龙泉县教育局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00109',108,'龙泉县人力资源和社会保障局','{"code": "U00109", "name": "龙泉县人力资源和社会保障局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00110',109,'龙泉县市场监督管理局','{"code": "U00110", "name": "龙泉县市场监督管理局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00111',110,'龙泉县卫生健康局','{"code": "U00111", "name": "龙泉县卫生健康局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00112',111,'龙泉县交通运输局','{"code": "U00112", "name": "龙泉县交通运输局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00113',112,'临江县人民政府','{"code": "U00113", "name": "临江县人民政府", "kind": "部门", "parent": "U00010", "backs": ["U00010"], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00114',113,'临江县住房和城乡建设局','{"code": "U00114", "name": "临江县住房和城乡建设局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00115',114,'临江县城市管理局','{"code": "U00115", "name": "临江县城市管理局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00116',115,'临江县生态环境分局','{"code": "U00116", "name": "临江县生态环境分局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00117',116,'临江县教育局','{"code": "U00117", "name": "临江县教育局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00118',117,'临江县人力资源和社会保障局','{"code": "U00118", "name": "临江县人力资源和社会保障局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00119',118,'临江县市场监督管理局','{"code": "U00119", "name": "临江县市场监督管理局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00120',119,'临江县卫生健康局','{"code": "U00120", "name": "临江县卫生健康局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00121',120,'临江县交通运输局','{"code": "U00121", "name": "临江县交通运输局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO "unit" VALUES('U00122',121,'发展和改革委员会','{"code": "U00122", "name": "发展和改革委员会", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010031"}}');
INSERT INTO "unit" VALUES('U00123',122,'财政局','{"code": "U00123", "name": "财政局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010032"}}');
INSERT INTO "unit" VALUES('U00124',123,'税务局','{"code": "U00124", "name": "税务局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010033"}}');
INSERT INTO "unit" VALUES('U00125',124,'审计局','{"code": "U00125", "name": "审计局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010034"}}');
INSERT INTO "unit" VALUES('U00126',125,'统计局','{"code": "U00126", "name": "统计局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010035"}}');
INSERT INTO "unit" VALUES('U00127',126,'国有资产监督管理委员会','{"code": "U00127", "name": "国有资产监督管理委员会", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010036"}}');
INSERT INTO "unit" VALUES('U00128',127,'工业和信息化局','{"code": "U00128", "name": "工业和信息化局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010037"}}');
INSERT INTO "unit" VALUES('U00129',128,'科学技术局','{"code": "U00129", "name": "科学技术局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010038"}}');
INSERT INTO "unit" VALUES('U00130',129,'数据局','{"code": "U00130", "name": "数据局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010039"}}');
INSERT INTO "unit" VALUES('U00131',130,'政务服务管理局','{"code": "U00131", "name": "政务服务管理局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010040"}}');
INSERT INTO "unit" VALUES('U00132',131,'信访局','{"code": "U00132", "name": "信访局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010041"}}');
INSERT INTO "unit" VALUES('U00133',132,'粮食和物资储备局','{"code": "U00133", "name": "粮食和物资储备局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010042"}}');
INSERT INTO "unit" VALUES('U00134',133,'烟草专卖局','{"code": "U00134", "name": "烟草专卖局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010043"}}');
INSERT INTO "unit" VALUES('U00135',134,'供销合作社','{"code": "U00135", "name": "供销合作社", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010044"}}');
INSERT INTO "unit" VALUES('U00136',135,'机关事务管理局','{"code": "U00136", "name": "机关事务管理局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010045"}}');
INSERT INTO "unit" VALUES('U00137',136,'不动产登记中心','{"code": "U00137", "name": "不动产登记中心", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010046"}}');
INSERT INTO "unit" VALUES('U00138',137,'林业局','{"code": "U00138", "name": "林业局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010047"}}');
INSERT INTO "unit" VALUES('U00139',138,'气象局','{"code": "U00139", "name": "气象局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010048"}}');
INSERT INTO "unit" VALUES('U00140',139,'地震局','{"code": "U00140", "name": "地震局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010049"}}');
INSERT INTO "unit" VALUES('U00141',140,'消费者委员会','{"code": "U00141", "name": "消费者委员会", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010050"}}');
INSERT INTO "unit" VALUES('U00142',141,'退役军人事务局','{"code": "U00142", "name": "退役军人事务局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010051"}}');
INSERT INTO "unit" VALUES('U00143',142,'残疾人联合会','{"code": "U00143", "name": "残疾人联合会", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010052"}}');
INSERT INTO "unit" VALUES('U00144',143,'社会保险事业中心','{"code": "U00144", "name": "社会保险事业中心", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010053"}}');
INSERT INTO "unit" VALUES('U00145',144,'疾病预防控制中心','{"code": "U00145", "name": "疾病预防控制中心", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010054"}}');
INSERT INTO "unit" VALUES('U00146',145,'红十字会','{"code": "U00146", "name": "红十字会", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010055"}}');
INSERT INTO "unit" VALUES('U00147',146,'司法局','{"code": "U00147", "name": "司法局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010056"}}');
INSERT INTO "unit" VALUES('U00148',147,'国防动员办公室','{"code": "U00148", "name": "国防动员办公室", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010057"}}');
INSERT INTO "unit" VALUES('U00149',148,'中级人民法院','{"code": "U00149", "name": "中级人民法院", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010058"}}');
INSERT INTO "unit" VALUES('U00150',149,'人民检察院','{"code": "U00150", "name": "人民检察院", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010059"}}');
INSERT INTO "unit" VALUES('U00151',150,'纪委监委','{"code": "U00151", "name": "纪委监委", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010060"}}');
INSERT INTO "unit" VALUES('U00152',151,'组织部','{"code": "U00152", "name": "组织部", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010061"}}');
INSERT INTO "unit" VALUES('U00153',152,'宣传部','{"code": "U00153", "name": "宣传部", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010062"}}');
INSERT INTO "unit" VALUES('U00154',153,'统战部','{"code": "U00154", "name": "统战部", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010063"}}');
INSERT INTO "unit" VALUES('U00155',154,'政法委员会','{"code": "U00155", "name": "政法委员会", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010064"}}');
INSERT INTO "unit" VALUES('U00156',155,'机构编制委员会办公室','{"code": "U00156", "name": "机构编制委员会办公室", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010065"}}');
INSERT INTO "unit" VALUES('U00157',156,'民族宗教事务局','{"code": "U00157", "name": "民族宗教事务局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010066"}}');
INSERT INTO "unit" VALUES('U00158',157,'妇女联合会','{"code": "U00158", "name": "妇女联合会", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010067"}}');
INSERT INTO "unit" VALUES('U00159',158,'共青团委员会','{"code": "U00159", "name": "共青团委员会", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010068"}}');
INSERT INTO "unit" VALUES('U00160',159,'科学技术协会','{"code": "U00160", "name": "科学技术协会", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010069"}}');
INSERT INTO "unit" VALUES('U00161',160,'工商业联合会','{"code": "U00161", "name": "工商业联合会", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010070"}}');
INSERT INTO "unit" VALUES('U00162',161,'出入境管理支队','{"code": "U00162", "name": "出入境管理支队", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010071"}}');
INSERT INTO "unit" VALUES('U00163',162,'劳动保障监察支队','{"code": "U00163", "name": "劳动保障监察支队", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010077"}}');
INSERT INTO "unit" VALUES('U00164',163,'劳动人事争议仲裁院','{"code": "U00164", "name": "劳动人事争议仲裁院", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010078"}}');
INSERT INTO "unit" VALUES('U00165',164,'劳动能力鉴定委员会','{"code": "U00165", "name": "劳动能力鉴定委员会", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010079"}}');
INSERT INTO "unit" VALUES('U00166',165,'中心血站','{"code": "U00166", "name": "中心血站", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010081"}}');
INSERT INTO "unit" VALUES('U00167',166,'东湖区政府','{"code": "U00167", "name": "东湖区政府", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81100001"}}');
INSERT INTO "unit" VALUES('U00168',167,'东湖区住建局','{"code": "U00168", "name": "东湖区住建局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81101001"}}');
INSERT INTO "unit" VALUES('U00169',168,'东湖区城管局','{"code": "U00169", "name": "东湖区城管局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81102001"}}');
INSERT INTO "unit" VALUES('U00170',169,'东湖区城管','{"code": "U00170", "name": "东湖区城管", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81102001"}}');
INSERT INTO "unit" VALUES('U00171',170,'东湖区环保局','{"code": "U00171", "name": "东湖区环保局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81103001"}}');
INSERT INTO "unit" VALUES('U00172',171,'东湖区教委','{"code": "U00172", "name": "东湖区教委", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81104001"}}');
INSERT INTO "unit" VALUES('U00173',172,'东湖区人社局','{"code": "U00173", "name": "东湖区人社局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81105001"}}');
INSERT INTO "unit" VALUES('U00174',173,'东湖区社保局','{"code": "U00174", "name": "东湖区社保局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81105001"}}');
INSERT INTO "unit" VALUES('U00175',174,'东湖区市监局','{"code": "U00175", "name": "东湖区市监局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81106001"}}');
INSERT INTO "unit" VALUES('U00176',175,'东湖区市场监管局','{"code": "U00176", "name": "东湖区市场监管局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81106001"}}');
INSERT INTO "unit" VALUES('U00177',176,'东湖区卫健局','{"code": "U00177", "name": "东湖区卫健局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81107001"}}');
INSERT INTO "unit" VALUES('U00178',177,'东湖区卫健委','{"code": "U00178", "name": "东湖区卫健委", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81107001"}}');
INSERT INTO "unit" VALUES('U00179',178,'东湖区交通局','{"code": "U00179", "name": "东湖区交通局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81108001"}}');
INSERT INTO "unit" VALUES('U00180',179,'东湖区公安分局','{"code": "U00180", "name": "东湖区公安分局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81109001"}}');
INSERT INTO "unit" VALUES('U00181',180,'东湖区交警大队','{"code": "U00181", "name": "东湖区交警大队", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81110001"}}');
INSERT INTO "unit" VALUES('U00182',181,'东湖区交警','{"code": "U00182", "name": "东湖区交警", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81110001"}}');
INSERT INTO "unit" VALUES('U00183',182,'东湖区民政局','{"code": "U00183", "name": "东湖区民政局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81111001"}}');
INSERT INTO "unit" VALUES('U00184',183,'东湖区退役军人事务局','{"code": "U00184", "name": "东湖区退役军人事务局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81112001"}}');
INSERT INTO "unit" VALUES('U00185',184,'东湖区退役局','{"code": "U00185", "name": "东湖区退役局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81112001"}}');
INSERT INTO "unit" VALUES('U00186',185,'东湖区农业农村局','{"code": "U00186", "name": "东湖区农业农村局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81113001"}}');
INSERT INTO "unit" VALUES('U00187',186,'东湖区农业局','{"code": "U00187", "name": "东湖区农业局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81113001"}}');
INSERT INTO "unit" VALUES('U00188',187,'东湖区税务局','{"code": "U00188", "name": "东湖区税务局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81114001"}}');
INSERT INTO "unit" VALUES('U00189',188,'东湖区司法局','{"code": "U00189", "name": "东湖区司法局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81115001"}}');
INSERT INTO "unit" VALUES('U00190',189,'东湖区信访局','{"code": "U00190", "name": "东湖区信访局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81116001"}}');
INSERT INTO "unit" VALUES('U00191',190,'东湖区信访办','{"code": "U00191", "name": "东湖区信访办", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81116001"}}');
INSERT INTO "unit" VALUES('U00192',191,'东湖区残疾人联合会','{"code": "U00192", "name": "东湖区残疾人联合会", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81117001"}}');
INSERT INTO "unit" VALUES('U00193',192,'东湖区残联','{"code": "U00193", "name": "东湖区残联", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81117001"}}');
INSERT INTO "unit" VALUES('U00194',193,'东湖区自然资源分局','{"code": "U00194", "name": "东湖区自然资源分局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81118001"}}');
INSERT INTO "unit" VALUES('U00195',194,'东湖区国土局','{"code": "U00195", "name": "东湖区国土局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81118001"}}');
INSERT INTO "unit" VALUES('U00196',195,'东湖区水利局','{"code": "U00196", "name": "东湖区水利局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81119001"}}');
INSERT INTO "unit" VALUES('U00197',196,'东湖区林业局','{"code": "U00197", "name": "东湖区林业局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81120001"}}');
INSERT INTO "unit" VALUES('U00198',197,'西岭区政府','{"code": "U00198", "name": "西岭区政府", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81200001"}}');
INSERT INTO "unit" VALUES('U00199',198,'西岭区住建局','{"code": "U00199", "name": "西岭区住建局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81201001"}}');
INSERT INTO "unit" VALUES('U00200',199,'西岭区城管局','{"code": "U00200", "name": "西岭区城管局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81202001"}}');
INSERT INTO "unit" VALUES('U00201',200,'西岭区城管','{"code": "U00201", "name": "西岭区城管", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81202001"}}');
INSERT INTO "unit" VALUES('U00202',201,'西岭区环保局','{"code": "U00202", "name": "西岭区环保局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81203001"}}');
INSERT INTO "unit" VALUES('U00203',202,'西岭区教委','{"code": "U00203", "name": "西岭区教委", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81204001"}}');
INSERT INTO "unit" VALUES('U00204',203,'西岭区人社局','{"code": "U00204", "name": "西岭区人社局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81205001"}}');
INSERT INTO "unit" VALUES('U00205',204,'西岭区社保局','{"code": "U00205", "name": "西岭区社保局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81205001"}}');
INSERT INTO "unit" VALUES('U00206',205,'西岭区市监局','{"code": "U00206", "name": "西岭区市监局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81206001"}}');
INSERT INTO "unit" VALUES('U00207',206,'西岭区市场监管局','{"code": "U00207", "name": "西岭区市场监管局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81206001"}}');
INSERT INTO "unit" VALUES('U00208',207,'西岭区卫健局','{"code": "U00208", "name": "西岭区卫健局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81207001"}}');
INSERT INTO "unit" VALUES('U00209',208,'西岭区卫健委','{"code": "U00209", "name": "西岭区卫健委", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81207001"}}');
INSERT INTO "unit" VALUES('U00210',209,'西岭区交通局','{"code": "U00210", "name": "西岭区交通局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81208001"}}');
INSERT INTO "unit" VALUES('U00211',210,'西岭区公安分局','{"code": "U00211", "name": "西岭区公安分局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81209001"}}');
INSERT INTO "unit" VALUES('U00212',211,'西岭区交警大队','{"code": "U00212", "name": "西岭区交警大队", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81210001"}}');
INSERT INTO "unit" VALUES('U00213',212,'西岭区交警','{"code": "U00213", "name": "西岭区交警", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81210001"}}');
INSERT INTO "unit" VALUES('U00214',213,'西岭区民政局','{"code": "U00214", "name": "西岭区民政局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81211001"}}');
INSERT INTO "unit" VALUES('U00215',214,'西岭区退役军人事务局','{"code": "U00215", "name": "西岭区退役军人事务局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81212001"}}');
INSERT INTO "unit" VALUES('U00216',215,'西岭区退役局','{"code": "U00216", "name": "西岭区退役局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81212001"}}');
INSERT INTO "unit" VALUES('U00217',216,'西岭区农业农村局','{"code": "U00217", "name": "西岭区农业农村局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81213001"}}');
INSERT INTO "unit" VALUES('U00218',217,'西岭区农业局','{"code": "U00218", "name": "西岭区农业局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81213001"}}');
INSERT INTO "unit" VALUES('U00219',218,'西岭区税务局','{"code": "U00219", "name": "西岭区税务局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81214001"}}');
INSERT INTO "unit" VALUES('U00220',219,'西岭区司法局','{"code": "U00220", "name": "西岭区司法局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81215001"}}');
INSERT INTO "unit" VALUES('U00221',220,'西岭区信访局','{"code": "U00221", "name": "西岭区信访局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81216001"}}');
INSERT INTO "unit" VALUES('U00222',221,'西岭区信访办','{"code": "U00222", "name": "西岭区信访办", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81216001"}}');
INSERT INTO "unit" VALUES('U00223',222,'西岭区残疾人联合会','{"code": "U00223", "name": "西岭区残疾人联合会", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81217001"}}');
INSERT INTO "unit" VALUES('U00224',223,'西岭区残联','{"code": "U00224", "name": "西岭区残联", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81217001"}}');
INSERT INTO "unit" VALUES('U00225',224,'西岭区自然资源分局','{"code": "U00225", "name": "西岭区自然资源分局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81218001"}}');
INSERT INTO "unit" VALUES('U00226',225,'西岭区国土局','{"code": "U00226", "name": "西岭区国土局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81218001"}}');
INSERT INTO "unit" VALUES('U00227',226,'西岭区水利局','{"code": "U00227", "name": "西岭区水利局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81219001"}}');
INSERT INTO "unit" VALUES('U00228',227,'西岭区林业局','{"code": "U00228", "name": "西岭区林业局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81220001"}}');
INSERT INTO "unit" VALUES('U00229',228,'南浦区政府','{"code": "U00229", "name": "南浦区政府", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81300001"}}');
INSERT INTO "unit" VALUES('U00230',229,'南浦区住建局','{"code": "U00230", "name": "南浦区住建局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81301001"}}');
INSERT INTO "unit" VALUES('U00231',230,'南浦区城管局','{"code": "U00231", "name": "南浦区城管局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81302001"}}');
INSERT INTO "unit" VALUES('U00232',231,'南浦区城管','{"code": "U00232", "name": "南浦区城管", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81302001"}}');
INSERT INTO "unit" VALUES('U00233',232,'南浦区环保局','{"code": "U00233", "name": "南浦区环保局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81303001"}}');
INSERT INTO "unit" VALUES('U00234',233,'南浦区教委','{"code": "U00234", "name": "南浦区教委", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81304001"}}');
INSERT INTO "unit" VALUES('U00235',234,'南浦区人社局','{"code": "U00235", "name": "南浦区人社局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81305001"}}');
INSERT INTO "unit" VALUES('U00236',235,'南浦区社保局','{"code": "U00236", "name": "南浦区社保局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81305001"}}');
INSERT INTO "unit" VALUES('U00237',236,'南浦区市监局','{"code": "U00237", "name": "南浦区市监局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81306001"}}');
INSERT INTO "unit" VALUES('U00238',237,'南浦区市场监管局','{"code": "U00238", "name": "南浦区市场监管局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81306001"}}');
INSERT INTO "unit" VALUES('U00239',238,'南浦区卫健局','{"code": "U00239", "name": "南浦区卫健局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81307001"}}');
INSERT INTO "unit" VALUES('U00240',239,'南浦区卫健委','{"code": "U00240", "name": "南浦区卫健委", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81307001"}}');
INSERT INTO "unit" VALUES('U00241',240,'南浦区交通局','{"code": "U00241", "name": "南浦区交通局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81308001"}}');
INSERT INTO "unit" VALUES('U00242',241,'南浦区公安分局','{"code": "U00242", "name": "南浦区公安分局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81309001"}}');
INSERT INTO "unit" VALUES('U00243',242,'南浦区交警大队','{"code": "U00243", "name": "南浦区交警大队", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81310001"}}');
INSERT INTO "unit" VALUES('U00244',243,'南浦区交警','{"code": "U00244", "name": "南浦区交警", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81310001"}}');
INSERT INTO "unit" VALUES('U00245',244,'南浦区民政局','{"code": "U00245", "name": "南浦区民政局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81311001"}}');
INSERT INTO "unit" VALUES('U00246',245,'南浦区退役军人事务局','{"code": "U00246", "name": "南浦区退役军人事务局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81312001"}}');
INSERT INTO "unit" VALUES('U00247',246,'南浦区退役局','{"code": "U00247", "name": "南浦区退役局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81312001"}}');
INSERT INTO "unit" VALUES('U00248',247,'南浦区农业农村局','{"code": "U00248", "name": "南浦区农业农村局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81313001"}}');
INSERT INTO "unit" VALUES('U00249',248,'南浦区农业局','{"code": "U00249", "name": "南浦区农业局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81313001"}}');
INSERT INTO "unit" VALUES('U00250',249,'南浦区税务局','{"code": "U00250", "name": "南浦区税务局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81314001"}}');
INSERT INTO "unit" VALUES('U00251',250,'南浦区司法局','{"code": "U00251", "name": "南浦区司法局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81315001"}}');
INSERT INTO "unit" VALUES('U00252',251,'南浦区信访局','{"code": "U00252", "name": "南浦区信访局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81316001"}}');
INSERT INTO "unit" VALUES('U00253',252,'南浦区信访办','{"code": "U00253", "name": "南浦区信访办", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81316001"}}');
INSERT INTO "unit" VALUES('U00254',253,'南浦区残疾人联合会','{"code": "U00254", "name": "南浦区残疾人联合会", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81317001"}}');
INSERT INTO "unit" VALUES('U00255',254,'南浦区残联','{"code": "U00255", "name": "南浦区残联", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81317001"}}');
INSERT INTO "unit" VALUES('U00256',255,'南浦区自然资源分局','{"code": "U00256", "name": "南浦区自然资源分局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81318001"}}');
INSERT INTO "unit" VALUES('U00257',256,'南浦区国土局','{"code": "U00257", "name": "南浦区国土局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81318001"}}');
INSERT INTO "unit" VALUES('U00258',257,'南浦区水利局','{"code": "U00258", "name": "南浦区水利局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81319001"}}');
INSERT INTO "unit" VALUES('U00259',258,'南浦区林业局','{"code": "U00259", "name": "南浦区林业局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81320001"}}');
INSERT INTO "unit" VALUES('U00260',259,'北辰区政府','{"code": "U00260", "name": "北辰区政府", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81400001"}}');
INSERT INTO "unit" VALUES('U00261',260,'北辰区住建局','{"code": "U00261", "name": "北辰区住建局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81401001"}}');
INSERT INTO "unit" VALUES('U00262',261,'北辰区城管局','{"code": "U00262", "name": "北辰区城管局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81402001"}}');
INSERT INTO "unit" VALUES('U00263',262,'北辰区城管','{"code": "U00263", "name": "北辰区城管", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81402001"}}');
INSERT INTO "unit" VALUES('U00264',263,'北辰区环保局','{"code": "U00264", "name": "北辰区环保局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81403001"}}');
INSERT INTO "unit" VALUES('U00265',264,'北辰区教委','{"code": "U00265", "name": "北辰区教委", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81404001"}}');
INSERT INTO "unit" VALUES('U00266',265,'北辰区人社局','{"code": "U00266", "name": "北辰区人社局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81405001"}}');
INSERT INTO "unit" VALUES('U00267',266,'北辰区社保局','{"code": "U00267", "name": "北辰区社保局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81405001"}}');
INSERT INTO "unit" VALUES('U00268',267,'北辰区市监局','{"code": "U00268", "name": "北辰区市监局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81406001"}}');
INSERT INTO "unit" VALUES('U00269',268,'北辰区市场监管局','{"code": "U00269", "name": "北辰区市场监管局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81406001"}}');
INSERT INTO "unit" VALUES('U00270',269,'北辰区卫健局','{"code": "U00270", "name": "北辰区卫健局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81407001"}}');
INSERT INTO "unit" VALUES('U00271',270,'北辰区卫健委','{"code": "U00271", "name": "北辰区卫健委", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81407001"}}');
INSERT INTO "unit" VALUES('U00272',271,'北辰区交通局','{"code": "U00272", "name": "北辰区交通局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81408001"}}');
INSERT INTO "unit" VALUES('U00273',272,'北辰区公安分局','{"code": "U00273", "name": "北辰区公安分局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81409001"}}');
INSERT INTO "unit" VALUES('U00274',273,'北辰区交警大队','{"code": "U00274", "name": "北辰区交警大队", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81410001"}}');
INSERT INTO "unit" VALUES('U00275',274,'北辰区交警','{"code": "U00275", "name": "北辰区交警", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81410001"}}');
INSERT INTO "unit" VALUES('U00276',275,'北辰区民政局','{"code": "U00276", "name": "北辰区民政局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81411001"}}');
INSERT INTO "unit" VALUES('U00277',276,'北辰区退役军人事务局','{"code": "U00277", "name": "北辰区退役军人事务局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81412001"}}');
INSERT INTO "unit" VALUES('U00278',277,'北辰区退役局','{"code": "U00278", "name": "北辰区退役局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81412001"}}');
INSERT INTO "unit" VALUES('U00279',278,'北辰区农业农村局','{"code": "U00279", "name": "北辰区农业农村局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81413001"}}');
INSERT INTO "unit" VALUES('U00280',279,'北辰区农业局','{"code": "U00280", "name": "北辰区农业局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81413001"}}');
INSERT INTO "unit" VALUES('U00281',280,'北辰区税务局','{"code": "U00281", "name": "北辰区税务局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81414001"}}');
INSERT INTO "unit" VALUES('U00282',281,'北辰区司法局','{"code": "U00282", "name": "北辰区司法局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81415001"}}');
INSERT INTO "unit" VALUES('U00283',282,'北辰区信访局','{"code": "U00283", "name": "北辰区信访局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81416001"}}');
INSERT INTO "unit" VALUES('U00284',283,'北辰区信访办','{"code": "U00284", "name": "北辰区信访办", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81416001"}}');
INSERT INTO "unit" VALUES('U00285',284,'北辰区残疾人联合会','{"code": "U00285", "name": "北辰区残疾人联合会", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81417001"}}');
INSERT INTO "unit" VALUES('U00286',285,'北辰区残联','{"code": "U00286", "name": "北辰区残联", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81417001"}}');
INSERT INTO "unit" VALUES('U00287',286,'北辰区自然资源分局','{"code": "U00287", "name": "北辰区自然资源分局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81418001"}}');
INSERT INTO "unit" VALUES('U00288',287,'北辰区国土局','{"code": "U00288", "name": "北辰区国土局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81418001"}}');
INSERT INTO "unit" VALUES('U00289',288,'北辰区水利局','{"code": "U00289", "name": "北辰区水利局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81419001"}}');
INSERT INTO "unit" VALUES('U00290',289,'北辰区林业局','{"code": "U00290", "name": "北辰区林业局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81420001"}}');
INSERT INTO "unit" VALUES('U00291',290,'江岸区政府','{"code": "U00291", "name": "江岸区政府", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81500001"}}');
INSERT INTO "unit" VALUES('U00292',291,'江岸区住建局','{"code": "U00292", "name": "江岸区住建局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81501001"}}');
INSERT INTO "unit" VALUES('U00293',292,'江岸区城管局','{"code": "U00293", "name": "江岸区城管局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81502001"}}');
INSERT INTO "unit" VALUES('U00294',293,'江岸区城管','{"code": "U00294", "name": "江岸区城管", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81502001"}}');
INSERT INTO "unit" VALUES('U00295',294,'江岸区环保局','{"code": "U00295", "name": "江岸区环保局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81503001"}}');
INSERT INTO "unit" VALUES('U00296',295,'江岸区教委','{"code": "U00296", "name": "江岸区教委", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81504001"}}');
INSERT INTO "unit" VALUES('U00297',296,'江岸区人社局','{"code": "U00297", "name": "江岸区人社局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81505001"}}');
INSERT INTO "unit" VALUES('U00298',297,'江岸区社保局','{"code": "U00298", "name": "江岸区社保局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81505001"}}');
INSERT INTO "unit" VALUES('U00299',298,'江岸区市监局','{"code": "U00299", "name": "江岸区市监局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81506001"}}');
INSERT INTO "unit" VALUES('U00300',299,'江岸区市场监管局','{"code": "U00300", "name": "江岸区市场监管局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81506001"}}');
INSERT INTO "unit" VALUES('U00301',300,'江岸区卫健局','{"code": "U00301", "name": "江岸区卫健局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81507001"}}');
INSERT INTO "unit" VALUES('U00302',301,'江岸区卫健委','{"code": "U00302", "name": "江岸区卫健委", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81507001"}}');
INSERT INTO "unit" VALUES('U00303',302,'江岸区交通局','{"code": "U00303", "name": "江岸区交通局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81508001"}}');
INSERT INTO "unit" VALUES('U00304',303,'江岸区公安分局','{"code": "U00304", "name": "江岸区公安分局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81509001"}}');
INSERT INTO "unit" VALUES('U00305',304,'江岸区交警大队','{"code": "U00305", "name": "江岸区交警大队", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81510001"}}');
INSERT INTO "unit" VALUES('U00306',305,'江岸区交警','{"code": "U00306", "name": "江岸区交警", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81510001"}}');
INSERT INTO "unit" VALUES('U00307',306,'江岸区民政局','{"code": "U00307", "name": "江岸区民政局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81511001"}}');
INSERT INTO "unit" VALUES('U00308',307,'江岸区退役军人事务局','{"code": "U00308", "name": "江岸区退役军人事务局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81512001"}}');
INSERT INTO "unit" VALUES('U00309',308,'江岸区退役局','{"code": "U00309", "name": "江岸区退役局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81512001"}}');
INSERT INTO "unit" VALUES('U00310',309,'江岸区农业农村局','{"code": "U00310", "name": "江岸区农业农村局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81513001"}}');
INSERT INTO "unit" VALUES('U00311',310,'江岸区农业局','{"code": "U00311", "name": "江岸区农业局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81513001"}}');
INSERT INTO "unit" VALUES('U00312',311,'江岸区税务局','{"code": "U00312", "name": "江岸区税务局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81514001"}}');
INSERT INTO "unit" VALUES('U00313',312,'江岸区司法局','{"code": "U00313", "name": "江岸区司法局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81515001"}}');
INSERT INTO "unit" VALUES('U00314',313,'江岸区信访局','{"code": "U00314", "name": "江岸区信访局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81516001"}}');
INSERT INTO "unit" VALUES('U00315',314,'江岸区信访办','{"code": "U00315", "name": "江岸区信访办", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81516001"}}');
INSERT INTO "unit" VALUES('U00316',315,'江岸区残疾人联合会','{"code": "U00316", "name": "江岸区残疾人联合会", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81517001"}}');
INSERT INTO "unit" VALUES('U00317',316,'江岸区残联','{"code": "U00317", "name": "江岸区残联", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81517001"}}');
INSERT INTO "unit" VALUES('U00318',317,'江岸区自然资源分局','{"code": "U00318", "name": "江岸区自然资源分局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81518001"}}');
INSERT INTO "unit" VALUES('U00319',318,'江岸区国土局','{"code": "U00319", "name": "江岸区国土局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81518001"}}');
INSERT INTO "unit" VALUES('U00320',319,'江岸区水利局','{"code": "U00320", "name": "江岸区水利局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81519001"}}');
INSERT INTO "unit" VALUES('U00321',320,'江岸区林业局','{"code": "U00321", "name": "江岸区林业局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81520001"}}');
INSERT INTO "unit" VALUES('U00322',321,'青山区政府','{"code": "U00322", "name": "青山区政府", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81600001"}}');
INSERT INTO "unit" VALUES('U00323',322,'青山区住建局','{"code": "U00323", "name": "青山区住建局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81601001"}}');
INSERT INTO "unit" VALUES('U00324',323,'青山区城管局','{"code": "U00324", "name": "青山区城管局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81602001"}}');
INSERT INTO "unit" VALUES('U00325',324,'青山区城管','{"code": "U00325", "name": "青山区城管", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81602001"}}');
INSERT INTO "unit" VALUES('U00326',325,'青山区环保局','{"code": "U00326", "name": "青山区环保局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81603001"}}');
INSERT INTO "unit" VALUES('U00327',326,'青山区教委','{"code": "U00327", "name": "青山区教委", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81604001"}}');
INSERT INTO "unit" VALUES('U00328',327,'青山区人社局','{"code": "U00328", "name": "青山区人社局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81605001"}}');
INSERT INTO "unit" VALUES('U00329',328,'青山区社保局','{"code": "U00329", "name": "青山区社保局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81605001"}}');
INSERT INTO "unit" VALUES('U00330',329,'青山区市监局','{"code": "U00330", "name": "青山区市监局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81606001"}}');
INSERT INTO "unit" VALUES('U00331',330,'青山区市场监管局','{"code": "U00331", "name": "青山区市场监管局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81606001"}}');
INSERT INTO "unit" VALUES('U00332',331,'青山区卫健局','{"code": "U00332", "name": "青山区卫健局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81607001"}}');
INSERT INTO "unit" VALUES('U00333',332,'青山区卫健委','{"code": "U00333", "name": "青山区卫健委", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81607001"}}');
INSERT INTO "unit" VALUES('U00334',333,'青山区交通局','{"code": "U00334", "name": "青山区交通局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81608001"}}');
INSERT INTO "unit" VALUES('U00335',334,'青山区公安分局','{"code": "U00335", "name": "青山区公安分局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81609001"}}');
INSERT INTO "unit" VALUES('U00336',335,'青山区交警大队','{"code": "U00336", "name": "青山区交警大队", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81610001"}}');
INSERT INTO "unit" VALUES('U00337',336,'青山区交警','{"code": "U00337", "name": "青山区交警", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81610001"}}');
INSERT INTO "unit" VALUES('U00338',337,'青山区民政局','{"code": "U00338", "name": "青山区民政局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81611001"}}');
INSERT INTO "unit" VALUES('U00339',338,'青山区退役军人事务局','{"code": "U00339", "name": "青山区退役军人事务局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81612001"}}');
INSERT INTO "unit" VALUES('U00340',339,'青山区退役局','{"code": "U00340", "name": "青山区退役局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81612001"}}');
INSERT INTO "unit" VALUES('U00341',340,'青山区农业农村局','{"code": "U00341", "name": "青山区农业农村局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81613001"}}');
INSERT INTO "unit" VALUES('U00342',341,'青山区农业局','{"code": "U00342", "name": "青山区农业局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81613001"}}');
INSERT INTO "unit" VALUES('U00343',342,'青山区税务局','{"code": "U00343", "name": "青山区税务局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81614001"}}');
INSERT INTO "unit" VALUES('U00344',343,'青山区司法局','{"code": "U00344", "name": "青山区司法局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81615001"}}');
INSERT INTO "unit" VALUES('U00345',344,'青山区信访局','{"code": "U00345", "name": "青山区信访局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81616001"}}');
INSERT INTO "unit" VALUES('U00346',345,'青山区信访办','{"code": "U00346", "name": "青山区信访办", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81616001"}}');
INSERT INTO "unit" VALUES('U00347',346,'青山区残疾人联合会','{"code": "U00347", "name": "青山区残疾人联合会", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81617001"}}');
INSERT INTO "unit" VALUES('U00348',347,'青山区残联','{"code": "U00348", "name": "青山区残联", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81617001"}}');
INSERT INTO "unit" VALUES('U00349',348,'青山区自然资源分局','{"code": "U00349", "name": "青山区自然资源分局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81618001"}}');
INSERT INTO "unit" VALUES('U00350',349,'青山区国土局','{"code": "U00350", "name": "青山区国土局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81618001"}}');
INSERT INTO "unit" VALUES('U00351',350,'青山区水利局','{"code": "U00351", "name": "青山区水利局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81619001"}}');
INSERT INTO "unit" VALUES('U00352',351,'青山区林业局','{"code": "U00352", "name": "青山区林业局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81620001"}}');
INSERT INTO "unit" VALUES('U00353',352,'云江县政府','{"code": "U00353", "name": "云江县政府", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81700001"}}');
INSERT INTO "unit" VALUES('U00354',353,'云江县住建局','{"code": "U00354", "name": "云江县住建局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81701001"}}');
INSERT INTO "unit" VALUES('U00355',354,'云江县城管局','{"code": "U00355", "name": "云江县城管局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81702001"}}');
INSERT INTO "unit" VALUES('U00356',355,'云江县城管','{"code": "U00356", "name": "云江县城管", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81702001"}}');
INSERT INTO "unit" VALUES('U00357',356,'云江县环保局','{"code": "U00357", "name": "云江县环保局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81703001"}}');
INSERT INTO "unit" VALUES('U00358',357,'云江县教委','{"code": "U00358", "name": "云江县教委", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81704001"}}');
INSERT INTO "unit" VALUES('U00359',358,'云江县人社局','{"code": "U00359", "name": "云江县人社局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81705001"}}');
INSERT INTO "unit" VALUES('U00360',359,'云江县社保局','{"code": "U00360", "name": "云江县社保局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81705001"}}');
INSERT INTO "unit" VALUES('U00361',360,'云江县市监局','{"code": "U00361", "name": "云江县市监局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81706001"}}');
INSERT INTO "unit" VALUES('U00362',361,'云江县市场监管局','{"code": "U00362", "name": "云江县市场监管局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81706001"}}');
INSERT INTO "unit" VALUES('U00363',362,'云江县卫健局','{"code": "U00363", "name": "云江县卫健局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81707001"}}');
INSERT INTO "unit" VALUES('U00364',363,'云江县卫健委','{"code": "U00364", "name": "云江县卫健委", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81707001"}}');
INSERT INTO "unit" VALUES('U00365',364,'云江县交通局','{"code": "U00365", "name": "云江县交通局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81708001"}}');
INSERT INTO "unit" VALUES('U00366',365,'云江县公安局','{"code": "U00366", "name": "云江县公安局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81709001"}}');
INSERT INTO "unit" VALUES('U00367',366,'云江县公安分局','{"code": "U00367", "name": "云江县公安分局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81709001"}}');
INSERT INTO "unit" VALUES('U00368',367,'云江县交警大队','{"code": "U00368", "name": "云江县交警大队", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81710001"}}');
INSERT INTO "unit" VALUES('U00369',368,'云江县交警','{"code": "U00369", "name": "云江县交警", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81710001"}}');
INSERT INTO "unit" VALUES('U00370',369,'云江县民政局','{"code": "U00370", "name": "云江县民政局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81711001"}}');
INSERT INTO "unit" VALUES('U00371',370,'云江县退役军人事务局','{"code": "U00371", "name": "云江县退役军人事务局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81712001"}}');
INSERT INTO "unit" VALUES('U00372',371,'云江县退役局','{"code": "U00372", "name": "云江县退役局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81712001"}}');
INSERT INTO "unit" VALUES('U00373',372,'云江县农业农村局','{"code": "U00373", "name": "云江县农业农村局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81713001"}}');
INSERT INTO "unit" VALUES('U00374',373,'云江县农业局','{"code": "U00374", "name": "云江县农业局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81713001"}}');
INSERT INTO "unit" VALUES('U00375',374,'云江县税务局','{"code": "U00375", "name": "云江县税务局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81714001"}}');
INSERT INTO "unit" VALUES('U00376',375,'云江县司法局','{"code": "U00376", "name": "云江县司法局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81715001"}}');
INSERT INTO "unit" VALUES('U00377',376,'云江县信访局','{"code": "U00377", "name": "云江县信访局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81716001"}}');
INSERT INTO "unit" VALUES('U00378',377,'云江县信访办','{"code": "U00378", "name": "云江县信访办", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81716001"}}');
INSERT INTO "unit" VALUES('U00379',378,'云江县残疾人联合会','{"code": "U00379", "name": "云江县残疾人联合会", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81717001"}}');
INSERT INTO "unit" VALUES('U00380',379,'云江县残联','{"code": "U00380", "name": "云江县残联", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81717001"}}');
INSERT INTO "unit" VALUES('U00381',380,'云江县自然资源局','{"code": "U00381", "name": "云江县自然资源局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81718001"}}');
INSERT INTO "unit" VALUES('U00382',381,'云江县自然资源分局','{"code": "U00382", "name": "云江县自然资源分局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81718001"}}');
INSERT INTO "unit" VALUES('U00383',382,'云江县国土局','{"code": "U00383", "name": "云江县国土局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81718001"}}');
INSERT INTO "unit" VALUES('U00384',383,'云江县水利局','{"code": "U00384", "name": "云江县水利局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81719001"}}');
INSERT INTO "unit" VALUES('U00385',384,'云江县林业局','{"code": "U00385", "name": "云江县林业局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81720001"}}');
INSERT INTO "unit" VALUES('U00386',385,'龙泉县政府','{"code": "U00386", "name": "龙泉县政府", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81800001"}}');
INSERT INTO "unit" VALUES('U00387',386,'龙泉县住建局','{"code": "U00387", "name": "龙泉县住建局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81801001"}}');
INSERT INTO "unit" VALUES('U00388',387,'龙泉县城管局','{"code": "U00388", "name": "龙泉县城管局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81802001"}}');
INSERT INTO "unit" VALUES('U00389',388,'龙泉县城管','{"code": "U00389", "name": "龙泉县城管", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81802001"}}');
INSERT INTO "unit" VALUES('U00390',389,'龙泉县环保局','{"code": "U00390", "name": "龙泉县环保局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81803001"}}');
INSERT INTO "unit" VALUES('U00391',390,'龙泉县教委','{"code": "U00391", "name": "龙泉县教委", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81804001"}}');
INSERT INTO "unit" VALUES('U00392',391,'龙泉县人社局','{"code": "U00392", "name": "龙泉县人社局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81805001"}}');
INSERT INTO "unit" VALUES('U00393',392,'龙泉县社保局','{"code": "U00393", "name": "龙泉县社保局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81805001"}}');
INSERT INTO "unit" VALUES('U00394',393,'龙泉县市监局','{"code": "U00394", "name": "龙泉县市监局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81806001"}}');
INSERT INTO "unit" VALUES('U00395',394,'龙泉县市场监管局','{"code": "U00395", "name": "龙泉县市场监管局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81806001"}}');
INSERT INTO "unit" VALUES('U00396',395,'龙泉县卫健局','{"code": "U00396", "name": "龙泉县卫健局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81807001"}}');
INSERT INTO "unit" VALUES('U00397',396,'龙泉县卫健委','{"code": "U00397", "name": "龙泉县卫健委", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81807001"}}');
INSERT INTO "unit" VALUES('U00398',397,'龙泉县交通局','{"code": "U00398", "name": "龙泉县交通局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81808001"}}');
INSERT INTO "unit" VALUES('U00399',398,'龙泉县公安局','{"code": "U00399", "name": "龙泉县公安局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81809001"}}');
INSERT INTO "unit" VALUES('U00400',399,'龙泉县公安分局','{"code": "U00400", "name": "龙泉县公安分局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81809001"}}');
INSERT INTO "unit" VALUES('U00401',400,'龙泉县交警大队','{"code": "U00401", "name": "龙泉县交警大队", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81810001"}}');
INSERT INTO "unit" VALUES('U00402',401,'龙泉县交警','{"code": "U00402", "name": "龙泉县交警", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81810001"}}');
INSERT INTO "unit" VALUES('U00403',402,'龙泉县民政局','{"code": "U00403", "name": "龙泉县民政局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81811001"}}');
INSERT INTO "unit" VALUES('U00404',403,'龙泉县退役军人事务局','{"code": "U00404", "name": "龙泉县退役军人事务局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81812001"}}');
INSERT INTO "unit" VALUES('U00405',404,'龙泉县退役局','{"code": "U00405", "name": "龙泉县退役局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81812001"}}');
INSERT INTO "unit" VALUES('U00406',405,'龙泉县农业农村局','{"code": "U00406", "name": "龙泉县农业农村局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81813001"}}');
INSERT INTO "unit" VALUES('U00407',406,'龙泉县农业局','{"code": "U00407", "name": "龙泉县农业局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81813001"}}');
INSERT INTO "unit" VALUES('U00408',407,'龙泉县税务局','{"code": "U00408", "name": "龙泉县税务局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81814001"}}');
INSERT INTO "unit" VALUES('U00409',408,'龙泉县司法局','{"code": "U00409", "name": "龙泉县司法局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81815001"}}');
INSERT INTO "unit" VALUES('U00410',409,'龙泉县信访局','{"code": "U00410", "name": "龙泉县信访局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81816001"}}');
INSERT INTO "unit" VALUES('U00411',410,'龙泉县信访办','{"code": "U00411", "name": "龙泉县信访办", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81816001"}}');
INSERT INTO "unit" VALUES('U00412',411,'龙泉县残疾人联合会','{"code": "U00412", "name": "龙泉县残疾人联合会", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81817001"}}');
INSERT INTO "unit" VALUES('U00413',412,'龙泉县残联','{"code": "U00413", "name": "龙泉县残联", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81817001"}}');
INSERT INTO "unit" VALUES('U00414',413,'龙泉县自然资源局','{"code": "U00414", "name": "龙泉县自然资源局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81818001"}}');
INSERT INTO "unit" VALUES('U00415',414,'龙泉县自然资源分局','{"code": "U00415", "name": "龙泉县自然资源分局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81818001"}}');
INSERT INTO "unit" VALUES('U00416',415,'龙泉县国土局','{"code": "U00416", "name": "龙泉县国土局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81818001"}}');
INSERT INTO "unit" VALUES('U00417',416,'龙泉县水利局','{"code": "U00417", "name": "龙泉县水利局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81819001"}}');
INSERT INTO "unit" VALUES('U00418',417,'龙泉县林业局','{"code": "U00418", "name": "龙泉县林业局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81820001"}}');
INSERT INTO "unit" VALUES('U00419',418,'临江县政府','{"code": "U00419", "name": "临江县政府", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81900001"}}');
INSERT INTO "unit" VALUES('U00420',419,'临江县住建局','{"code": "U00420", "name": "临江县住建局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81901001"}}');
INSERT INTO "unit" VALUES('U00421',420,'临江县城管局','{"code": "U00421", "name": "临江县城管局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81902001"}}');
INSERT INTO "unit" VALUES('U00422',421,'临江县城管','{"code": "U00422", "name": "临江县城管", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81902001"}}');
INSERT INTO "unit" VALUES('U00423',422,'临江县环保局','{"code": "U00423", "name": "临江县环保局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81903001"}}');
INSERT INTO "unit" VALUES('U00424',423,'临江县教委','{"code": "U00424", "name": "临江县教委", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81904001"}}');
INSERT INTO "unit" VALUES('U00425',424,'临江县人社局','{"code": "U00425", "name": "临江县人社局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81905001"}}');
INSERT INTO "unit" VALUES('U00426',425,'临江县社保局','{"code": "U00426", "name": "临江县社保局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81905001"}}');
INSERT INTO "unit" VALUES('U00427',426,'临江县市监局','{"code": "U00427", "name": "临江县市监局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81906001"}}');
INSERT INTO "unit" VALUES('U00428',427,'临江县市场监管局','{"code": "U00428", "name": "临江县市场监管局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81906001"}}');
INSERT INTO "unit" VALUES('U00429',428,'临江县卫健局','{"code": "U00429", "name": "临江县卫健局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81907001"}}');
INSERT INTO "unit" VALUES('U00430',429,'临江县卫健委','{"code": "U00430", "name": "临江县卫健委", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81907001"}}');
INSERT INTO "unit" VALUES('U00431',430,'临江县交通局','{"code": "U00431", "name": "临江县交通局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81908001"}}');
INSERT INTO "unit" VALUES('U00432',431,'临江县公安局','{"code": "U00432", "name": "临江县公安局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81909001"}}');
INSERT INTO "unit" VALUES('U00433',432,'临江县公安分局','{"code": "U00433", "name": "临江县公安分局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81909001"}}');
INSERT INTO "unit" VALUES('U00434',433,'临江县交警大队','{"code": "U00434", "name": "临江县交警大队", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81910001"}}');
INSERT INTO "unit" VALUES('U00435',434,'临江县交警','{"code": "U00435", "name": "临江县交警", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81910001"}}');
INSERT INTO "unit" VALUES('U00436',435,'临江县民政局','{"code": "U00436", "name": "临江县民政局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81911001"}}');
INSERT INTO "unit" VALUES('U00437',436,'临江县退役军人事务局','{"code": "U00437", "name": "临江县退役军人事务局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81912001"}}');
INSERT INTO "unit" VALUES('U00438',437,'临江县退役局','{"code": "U00438", "name": "临江县退役局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81912001"}}');
INSERT INTO "unit" VALUES('U00439',438,'临江县农业农村局','{"code": "U00439", "name": "临江县农业农村局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81913001"}}');
INSERT INTO "unit" VALUES('U00440',439,'临江县农业局','{"code": "U00440", "name": "临江县农业局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81913001"}}');
INSERT INTO "unit" VALUES('U00441',440,'临江县税务局','{"code": "U00441", "name": "临江县税务局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81914001"}}');
INSERT INTO "unit" VALUES('U00442',441,'临江县司法局','{"code": "U00442", "name": "临江县司法局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81915001"}}');
INSERT INTO "unit" VALUES('U00443',442,'临江县信访局','{"code": "U00443", "name": "临江县信访局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81916001"}}');
INSERT INTO "unit" VALUES('U00444',443,'临江县信访办','{"code": "U00444", "name": "临江县信访办", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81916001"}}');
INSERT INTO "unit" VALUES('U00445',444,'临江县残疾人联合会','{"code": "U00445", "name": "临江县残疾人联合会", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81917001"}}');
INSERT INTO "unit" VALUES('U00446',445,'临江县残联','{"code": "U00446", "name": "临江县残联", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81917001"}}');
INSERT INTO "unit" VALUES('U00447',446,'临江县自然资源局','{"code": "U00447", "name": "临江县自然资源局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81918001"}}');
INSERT INTO "unit" VALUES('U00448',447,'临江县自然资源分局','{"code": "U00448", "name": "临江县自然资源分局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81918001"}}');
INSERT INTO "unit" VALUES('U00449',448,'临江县国土局','{"code": "U00449", "name": "临江县国土局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81918001"}}');
INSERT INTO "unit" VALUES('U00450',449,'临江县水利局','{"code": "U00450", "name": "临江县水利局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81919001"}}');
INSERT INTO "unit" VALUES('U00451',450,'临江县林业局','{"code": "U00451", "name": "临江县林业局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81920001"}}');
INSERT INTO "unit" VALUES('U00452',451,'热力公司','{"code": "U00452", "name": "热力公司", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010100"}}');
INSERT INTO "unit" VALUES('U00453',452,'排水公司','{"code": "U00453", "name": "排水公司", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010101"}}');
INSERT INTO "unit" VALUES('U00454',453,'城市停车公司','{"code": "U00454", "name": "城市停车公司", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010102"}}');
INSERT INTO "unit" VALUES('U00455',454,'机场集团','{"code": "U00455", "name": "机场集团", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010103"}}');
INSERT INTO "unit" VALUES('U00456',455,'火车站管理办公室','{"code": "U00456", "name": "火车站管理办公室", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010104"}}');
INSERT INTO "unit" VALUES('U00457',456,'有线电视公司','{"code": "U00457", "name": "有线电视公司", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010105"}}');
INSERT INTO "unit" VALUES('U00458',457,'移动公司','{"code": "U00458", "name": "移动公司", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010106"}}');
INSERT INTO "unit" VALUES('U00459',458,'联通公司','{"code": "U00459", "name": "联通公司", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010107"}}');
INSERT INTO "unit" VALUES('U00460',459,'电信公司','{"code": "U00460", "name": "电信公司", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010108"}}');
INSERT INTO "unit" VALUES('U00461',460,'铁塔公司','{"code": "U00461", "name": "铁塔公司", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010109"}}');
INSERT INTO "unit" VALUES('U00462',461,'邮政公司','{"code": "U00462", "name": "邮政公司", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010110"}}');
INSERT INTO "unit" VALUES('U00463',462,'湖滨街道','{"code": "U00463", "name": "湖滨街道", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-82101001"}}');
INSERT INTO "unit" VALUES('U00464',463,'柳塘街道','{"code": "U00464", "name": "柳塘街道", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-82102001"}}');
INSERT INTO "unit" VALUES('U00465',464,'文渡街道','{"code": "U00465", "name": "文渡街道", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-82103001"}}');
INSERT INTO "unit" VALUES('U00466',465,'雁湖街道','{"code": "U00466", "name": "雁湖街道", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-82104001"}}');
INSERT INTO "unit" VALUES('U00467',466,'金穗街道','{"code": "U00467", "name": "金穗街道", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-82105001"}}');
INSERT INTO "unit" VALUES('U00468',467,'荷风街道','{"code": "U00468", "name": "荷风街道", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-82106001"}}');
INSERT INTO "unit" VALUES('U00469',468,'望湖街道','{"code": "U00469", "name": "望湖街道", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-82107001"}}');
INSERT INTO "unit" VALUES('U00470',469,'青萍街道','{"code": "U00470", "name": "青萍街道", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-82108001"}}');
INSERT INTO "unit" VALUES('U00471',470,'化工路街道','{"code": "U00471", "name": "化工路街道", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-82109001"}}');
INSERT INTO "unit" VALUES('U00472',471,'柳荫街道','{"code": "U00472", "name": "柳荫街道", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-82110001"}}');
INSERT INTO "unit" VALUES('U00473',472,'禾仓街道','{"code": "U00473", "name": "禾仓街道", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-82201001"}}');
INSERT INTO "unit" VALUES('U00474',473,'桥头街道','{"code": "U00474", "name": "桥头街道", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-82202001"}}');
INSERT INTO "unit" VALUES('U00475',474,'新苗街道','{"code": "U00475", "name": "新苗街道", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-82203001"}}');
INSERT INTO "unit" VALUES('U00476',475,'铁佛街道','{"code": "U00476", "name": "铁佛街道", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-82204001"}}');
INSERT INTO "unit" VALUES('U00477',476,'半山亭街道','{"code": "U00477", "name": "半山亭街道", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-82205001"}}');
INSERT INTO "unit" VALUES('U00478',477,'岭前街道','{"code": "U00478", "name": "岭前街道", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-82206001"}}');
INSERT INTO "unit" VALUES('U00479',478,'栖月街道','{"code": "U00479", "name": "栖月街道", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-82207001"}}');
INSERT INTO "unit" VALUES('U00480',479,'枫溪街道','{"code": "U00480", "name": "枫溪街道", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-82208001"}}');
INSERT INTO "unit" VALUES('U00481',480,'搪瓷厂街道','{"code": "U00481", "name": "搪瓷厂街道", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-82209001"}}');
INSERT INTO "unit" VALUES('U00482',481,'莲坳镇','{"code": "U00482", "name": "莲坳镇", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-82210001"}}');
INSERT INTO "unit" VALUES('U00483',482,'浦前街道','{"code": "U00483", "name": "浦前街道", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-82301001"}}');
INSERT INTO "unit" VALUES('U00484',483,'稻香街道','{"code": "U00484", "name": "稻香街道", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-82302001"}}');
INSERT INTO "unit" VALUES('U00485',484,'蓝田街道','{"code": "U00485", "name": "蓝田街道", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-82303001"}}');
INSERT INTO "unit" VALUES('U00486',485,'桐花街道','{"code": "U00486", "name": "桐花街道", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-82304001"}}');
INSERT INTO "unit" VALUES('U00487',486,'码头街道','{"code": "U00487", "name": "码头街道", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-82305001"}}');
INSERT INTO "unit" VALUES('U00488',487,'水车坊街道','{"code": "U00488", "name": "水车坊街道", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-82306001"}}');
INSERT INTO "unit" VALUES('U00489',488,'纸坊街道','{"code": "U00489", "name": "纸坊街道", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-82307001"}}');
INSERT INTO "unit" VALUES('U00490',489,'汀洲街道','{"code": "U00490", "name": "汀洲街道", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-82308001"}}');
INSERT INTO "unit" VALUES('U00491',490,'云麓街道','{"code": "U00491", "name": "云麓街道", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-82309001"}}');
INSERT INTO "unit" VALUES('U00492',491,'浦南镇','{"code": "U00492", "name": "浦南镇", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-82310001"}}');
INSERT INTO "unit" VALUES('U00493',492,'麓东街道','{"code": "U00493", "name": "麓东街道", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-82401001"}}');
INSERT INTO "unit" VALUES('U00494',493,'学府街道','{"code": "U00494", "name": "学府街道", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-82402001"}}');
INSERT INTO "unit" VALUES('U00495',494,'星河街道','{"code": "U00495", "name": "星河街道", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-82403001"}}');
INSERT INTO "unit" VALUES('U00496',495,'彩虹街道','{"code": "U00496", "name": "彩虹街道", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-82404001"}}');
INSERT INTO "unit" VALUES('U00497',496,'会展街道','{"code": "U00497", "name": "会展街道", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-82405001"}}');
INSERT INTO "unit" VALUES('U00498',497,'丹枫街道','{"code": "U00498", "name": "丹枫街道", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-82406001"}}');
INSERT INTO "unit" VALUES('U00499',498,'鹤鸣街道','{"code": "U00499", "name": "鹤鸣街道", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-82407001"}}');
INSERT INTO "unit" VALUES('U00500',499,'北辰街道','{"code": "U00500", "name": "北辰街道", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-82408001"}}');
INSERT INTO "unit" VALUES('U00501',500,'金岗镇','{"code": "U00501", "name": "金岗镇", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-82409001"}}');
INSERT INTO "unit" VALUES('U00502',501,'望江街道','{"code": "U00502", "name": "望江街道", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-82501001"}}');
INSERT INTO "unit" VALUES('U00503',502,'渔市街道','{"code": "U00503", "name": "渔市街道", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-82502001"}}');
INSERT INTO "unit" VALUES('U00504',503,'桐油坊街道','{"code": "U00504", "name": "桐油坊街道", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-82503001"}}');
INSERT INTO "unit" VALUES('U00505',504,'石灰窑街道','{"code": "U00505", "name": "石灰窑街道", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-82504001"}}');
INSERT INTO "unit" VALUES('U00506',505,'滨江街道','{"code": "U00506", "name": "滨江街道", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-82505001"}}');
INSERT INTO "unit" VALUES('U00507',506,'银杉街道','{"code": "U00507", "name": "银杉街道", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-82506001"}}');
INSERT INTO "unit" VALUES('U00508',507,'老盐巷街道','{"code": "U00508", "name": "老盐巷街道", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-82507001"}}');
INSERT INTO "unit" VALUES('U00509',508,'仓前街道','{"code": "U00509", "name": "仓前街道", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-82508001"}}');
INSERT INTO "unit" VALUES('U00510',509,'芦花街道','{"code": "U00510", "name": "芦花街道", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-82509001"}}');
INSERT INTO "unit" VALUES('U00511',510,'凤麟街道','{"code": "U00511", "name": "凤麟街道", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-82601001"}}');
INSERT INTO "unit" VALUES('U00512',511,'栗园街道','{"code": "U00512", "name": "栗园街道", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-82602001"}}');
INSERT INTO "unit" VALUES('U00513',512,'纺织街道','{"code": "U00513", "name": "纺织街道", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-82603001"}}');
INSERT INTO "unit" VALUES('U00514',513,'柏树街道','{"code": "U00514", "name": "柏树街道", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-82604001"}}');
INSERT INTO "unit" VALUES('U00515',514,'槐叶街道','{"code": "U00515", "name": "槐叶街道", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-82605001"}}');
INSERT INTO "unit" VALUES('U00516',515,'松坞街道','{"code": "U00516", "name": "松坞街道", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-82606001"}}');
INSERT INTO "unit" VALUES('U00517',516,'百合街道','{"code": "U00517", "name": "百合街道", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-82607001"}}');
INSERT INTO "unit" VALUES('U00518',517,'石盘镇','{"code": "U00518", "name": "石盘镇", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-82608001"}}');
INSERT INTO "unit" VALUES('U00519',518,'望驼镇','{"code": "U00519", "name": "望驼镇", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-82609001"}}');
INSERT INTO "unit" VALUES('U00520',519,'黑石乡','{"code": "U00520", "name": "黑石乡", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-82610001"}}');
INSERT INTO "unit" VALUES('U00521',520,'白栎街道','{"code": "U00521", "name": "白栎街道", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-82701001"}}');
INSERT INTO "unit" VALUES('U00522',521,'新安镇','{"code": "U00522", "name": "新安镇", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-82702001"}}');
INSERT INTO "unit" VALUES('U00523',522,'云溪镇','{"code": "U00523", "name": "云溪镇", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-82703001"}}');
INSERT INTO "unit" VALUES('U00524',523,'杨梅镇','{"code": "U00524", "name": "杨梅镇", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-82704001"}}');
INSERT INTO "unit" VALUES('U00525',524,'茅坪乡','{"code": "U00525", "name": "茅坪乡", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-82705001"}}');
INSERT INTO "unit" VALUES('U00526',525,'石马镇','{"code": "U00526", "name": "石马镇", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-82706001"}}');
INSERT INTO "unit" VALUES('U00527',526,'青石镇','{"code": "U00527", "name": "青石镇", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-82707001"}}');
INSERT INTO "unit" VALUES('U00528',527,'河口镇','{"code": "U00528", "name": "河口镇", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-82708001"}}');
INSERT INTO "unit" VALUES('U00529',528,'沅坪镇','{"code": "U00529", "name": "沅坪镇", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-82709001"}}');
INSERT INTO "unit" VALUES('U00530',529,'鹞岭乡','{"code": "U00530", "name": "鹞岭乡", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-82710001"}}');
INSERT INTO "unit" VALUES('U00531',530,'龙泉街道','{"code": "U00531", "name": "龙泉街道", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-82801001"}}');
INSERT INTO "unit" VALUES('U00532',531,'城南街道','{"code": "U00532", "name": "城南街道", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-82802001"}}');
INSERT INTO "unit" VALUES('U00533',532,'渡云镇','{"code": "U00533", "name": "渡云镇", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-82803001"}}');
INSERT INTO "unit" VALUES('U00534',533,'双沟镇','{"code": "U00534", "name": "双沟镇", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-82804001"}}');
INSERT INTO "unit" VALUES('U00535',534,'牛栏镇','{"code": "U00535", "name": "牛栏镇", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-82805001"}}');
INSERT INTO "unit" VALUES('U00536',535,'二道河镇','{"code": "U00536", "name": "二道河镇", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-82806001"}}');
INSERT INTO "unit" VALUES('U00537',536,'清溪乡','{"code": "U00537", "name": "清溪乡", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-82807001"}}');
INSERT INTO "unit" VALUES('U00538',537,'石坝镇','{"code": "U00538", "name": "石坝镇", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-82808001"}}');
INSERT INTO "unit" VALUES('U00539',538,'岷塘镇','{"code": "U00539", "name": "岷塘镇", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-82809001"}}');
INSERT INTO "unit" VALUES('U00540',539,'响水镇','{"code": "U00540", "name": "响水镇", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-82810001"}}');
INSERT INTO "unit" VALUES('U00541',540,'临江街道','{"code": "U00541", "name": "临江街道", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-82901001"}}');
INSERT INTO "unit" VALUES('U00542',541,'听涛街道','{"code": "U00542", "name": "听涛街道", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-82902001"}}');
INSERT INTO "unit" VALUES('U00543',542,'泊口镇','{"code": "U00543", "name": "泊口镇", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-82903001"}}');
INSERT INTO "unit" VALUES('U00544',543,'冷水镇','{"code": "U00544", "name": "冷水镇", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-82904001"}}');
INSERT INTO "unit" VALUES('U00545',544,'雁回镇','{"code": "U00545", "name": "雁回镇", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-82905001"}}');
INSERT INTO "unit" VALUES('U00546',545,'柳坝镇','{"code": "U00546", "name": "柳坝镇", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-82906001"}}');
INSERT INTO "unit" VALUES('U00547',546,'虹湾镇','{"code": "U00547", "name": "虹湾镇", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-82907001"}}');
INSERT INTO "unit" VALUES('U00548',547,'龙潭镇','{"code": "U00548", "name": "龙潭镇", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-82908001"}}');
INSERT INTO "unit" VALUES('U00549',548,'菱湖镇','{"code": "U00549", "name": "菱湖镇", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-82909001"}}');
CREATE INDEX "shadowdifferencerow_shadow_id" ON "rule_book_shadow_difference" ("shadow_id");
CREATE INDEX case_by_state ON hotline_case (state, id);
CREATE INDEX case_by_outcome ON hotline_case (outcome, id);
CREATE INDEX case_by_urgency ON hotline_case (urgency, id);
CREATE INDEX case_by_category ON hotline_case (category, id);
CREATE INDEX case_by_district ON hotline_case (district, id);
CREATE INDEX case_by_district_and_matter ON hotline_case (district, matter, id);
CREATE INDEX case_by_lead ON hotline_case (lead, id);
CREATE INDEX case_by_owner ON hotline_case (owner, id);
CREATE INDEX case_by_phone ON hotline_case (caller_index, id);
CREATE INDEX case_by_next_due ON hotline_case (next_due) WHERE next_due IS NOT NULL;
CREATE INDEX assignment_by_department ON assignment (department, case_id);
CREATE INDEX assignment_by_department_and_state ON assignment (department, state, case_id);
CREATE INDEX assignment_provisional ON assignment (case_id) WHERE provisional;
CREATE INDEX log_by_position ON log_entry (position);
CREATE INDEX log_by_department ON log_entry (department, position) WHERE department <> '';
CREATE INDEX assignment_by_issue ON assignment (assigned_at);
CREATE INDEX log_of_surveys ON log_entry (at) WHERE act = 'RECORD_SATISFACTION';
CREATE INDEX access_by_who ON access_entry (who, id);
CREATE INDEX assignment_by_deadline ON assignment (deadline);
CREATE INDEX log_of_archiving ON log_entry (position) WHERE act = 'ARCHIVE';
CREATE INDEX issue_by_last ON "hotspot" (last_id);
CREATE UNIQUE INDEX issue_of_case ON "hotspot_case" (case_id);
CREATE INDEX issue_merged_into ON "hotspot_merged" (into_id);
CREATE UNIQUE INDEX archived_by_sequence ON archived (sequence);
CREATE INDEX archived_by_matter ON archived (matter, sequence);
CREATE INDEX archived_by_district ON archived (district, sequence);
CREATE INDEX archived_by_lead ON archived (lead, sequence);
CREATE INDEX archived_by_retention ON archived (retention, kept_until);
CREATE INDEX announcement_by_release ON announcement (released_at) WHERE released_at IS NOT NULL;
CREATE INDEX directory_revision_by_state ON directory_revision (state, effective_on);
CREATE INDEX place_sighting_by_case ON place_sighting (case_id);
CREATE INDEX open_location_by_cell ON open_location (cell);
CREATE INDEX case_by_town ON hotline_case (town, id)
;
CREATE INDEX reader_difference_by_shadow ON reader_shadow_difference (shadow_id, id);
CREATE INDEX log_of_emergencies ON log_entry (case_id) WHERE act IN ('CONFIRM_EMERGENCY', 'DISMISS_EMERGENCY');
CREATE INDEX case_by_question ON hotline_case (id) WHERE question <> '';
CREATE INDEX case_by_leader_question ON hotline_case (id) WHERE leader_question <> ''
;
CREATE INDEX assignment_by_decision ON assignment (decide_by) WHERE decide_by IS NOT NULL
;
CREATE INDEX case_by_end_proposal ON hotline_case (id) WHERE end_proposal <> ''
;
CREATE INDEX case_by_nuisance ON hotline_case (id) WHERE nuisance
;
CREATE INDEX case_caller_by_call ON case_caller (call_id);
CREATE INDEX case_caller_by_callback ON case_caller (case_id) WHERE callback IN ('DUE', 'UNREACHABLE');
COMMIT;
